import { Batches, traced, transact } from '@kindred/db'
import { AppError, type Ending } from '@kindred/kernel'
import type { Limits } from '@kindred/kernel/marks'

import type { Draft } from '../domain/draft.js'
import type { Live } from '../live/live.js'
import type { Db, MessageRow, Trx } from '../store/schema.js'
import { type Appended, appendFreeMessages, appendMessages, held, type Terms } from './append-messages.js'
import { againOnClash, boundLockWaits, lockWaitMs } from './lock-wait.js'

/** Stores messages; those that arrive while a write is running are stored together by the next. */
export interface MessageWriter {
  /**
   * Resolves once the message is committed, with the message or the first one of its client_message_id. Rejects when it is refused, and
   * when `signal` aborts before its turn.
   */
  write(draft: Draft, signal?: AbortSignal | Ending): Promise<MessageRow>
}

/** Enough to share the cost of a commit, few enough to keep the transaction short. */
const maxOfGroup = 200
/** Longer than a group takes, since it waits for no lock. */
const patienceMs = 250
/** Each waiting conversation holds a connection. */
const maxWaiting = 3

/** What a writer stands on. */
interface WriterOptions {
  readonly db: Db
  /** What holds for everybody at this moment. */
  readonly limits: () => Limits
  /** The streams of this instance, which are told of messages as soon as these are committed. */
  readonly live: Pick<Live, 'id' | 'tell'>
}

/**
 * The writer of messages on a database. A group never waits for a lock: messages of a conversation that another transaction holds are
 * stored one by one, in the order of that conversation.
 */
export function createMessageWriter({ db, limits, live }: WriterOptions): MessageWriter {
  const commit = async <Result>(drafts: readonly Draft[], append: Append<Result>): Promise<Result[]> => {
    // What is stored together is a part of the trace of one of them.
    const own = traced(db, (drafts.find(({ span }) => span?.sampled) ?? drafts[0])?.span)
    const { results, told } = await againOnClash((looksBack) =>
      transact(own, (trx) => append(trx, { ...limits(), toldBy: live.id, looksBack })),
    )
    live.tell(told)
    return results
  }
  const groups = new Batches<Draft, MessageRow | typeof held | Error>({
    maxItems: maxOfGroup,
    maxRunning: 1,
    patienceMs,
    keysOf: () => [],
    run: (drafts) =>
      writeGroup(drafts, (some) => commit(some, (trx, terms) => appendFreeMessages(trx, some, terms))),
  })
  const singles = new Batches<Draft, MessageRow | Error>({
    maxItems: 1,
    maxRunning: maxWaiting,
    patienceMs: 2 * lockWaitMs,
    keysOf: ({ conversationId }) => [conversationId],
    run: (drafts) =>
      commit(drafts, async (trx, terms) => {
        await boundLockWaits(trx)
        return appendMessages(trx, drafts, terms)
      }),
  })
  return {
    async write(draft, signal) {
      const result = await groups.add(draft, signal)
      const written = result === held ? await singles.add(draft, signal) : result
      if (written instanceof Error) throw written
      return written
    },
  }
}

type Append<Result> = (trx: Trx, terms: Terms) => Promise<Appended<Result>>

type Commit<Result> = (drafts: readonly Draft[]) => Promise<Result[]>

/** Commits a group. After an unexpected fault, which one draft may have caused, each is committed alone and gets its own error. */
async function writeGroup<Result>(
  drafts: readonly Draft[],
  commit: Commit<Result>,
): Promise<(Result | Error)[]> {
  try {
    return await commit(drafts)
  } catch (error) {
    if (drafts.length === 1 || error instanceof AppError) throw error
    const results: (Result | Error)[] = []
    for (const draft of drafts)
      results.push(...(await commit([draft]).catch((own: unknown) => [own as Error])))
    return results
  }
}
