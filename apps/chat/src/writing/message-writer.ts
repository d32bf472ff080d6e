import { Batches, isUniqueViolation, sql, transact } from '@kindred/db'
import { AppError, type Clock } from '@kindred/kernel'

import { type Draft } from '../domain/draft.js'
import { type Db, type MessageRow } from '../store/schema.js'
import { appendFreeMessages, appendMessages, held } from './append-messages.js'

/** Stores messages; those that come together go into one transaction. */
export interface MessageWriter {
  /**
   * Resolves when the message is committed, with the message or the first one of its client_message_id; rejects when it is refused, and
   * when its caller goes away before its turn.
   */
  write(draft: Draft, signal?: AbortSignal): Promise<MessageRow>
}

/** Enough to use a commit well, few enough to keep its transaction short. */
const maxOfGroup = 200
/** Longer than a group takes that waits for nothing. */
const patienceMs = 250
/** A caller waits no longer. */
const lockWaitMs = 1_800
/** Conversations that are waited for at the same time, each with a connection. */
const maxWaits = 3

/**
 * The writer of messages on a database. No group waits for a lock: a message of a conversation that somebody holds goes its own way,
 * where it waits in the order of its conversation.
 */
export function createMessageWriter(db: Db, clock: Clock): MessageWriter {
  const together = new Batches<Draft, MessageRow | typeof held | Error>({
    most: maxOfGroup,
    atOnce: 1,
    patienceMs,
    keysOf: () => [],
    run: (drafts) => writeGroup(drafts, (some) => commitFree(db, clock, some)),
  })
  const alone = new Batches<Draft, MessageRow | Error>({
    most: 1,
    atOnce: maxWaits,
    patienceMs: 2 * lockWaitMs,
    keysOf: ({ conversationId }) => [conversationId],
    run: (drafts) => commitPatiently(db, clock, drafts),
  })
  return {
    async write(draft, signal) {
      const result = await together.add(draft, signal)
      const written = result === held ? await alone.add(draft, signal) : result
      if (written instanceof Error) throw written
      return written
    },
  }
}

type Commit<Result> = (drafts: readonly Draft[]) => Promise<Result[]>

/** An unexpected fault may be one draft's: alone, each gets the error that is its own. */
async function writeGroup<Result>(
  drafts: readonly Draft[],
  commit: Commit<Result>,
): Promise<(Result | Error)[]> {
  try {
    return await commit(drafts)
  } catch (error) {
    if (drafts.length === 1 || error instanceof AppError) throw error
    const results: (Result | Error)[] = []
    for (const draft of drafts) results.push(...(await commit([draft]).catch((own: Error) => [own])))
    return results
  }
}

const commitFree = (
  db: Db,
  clock: Clock,
  drafts: readonly Draft[],
): Promise<(MessageRow | AppError | typeof held)[]> =>
  againOnClash(() => transact(db, (trx) => appendFreeMessages(trx, drafts, clock.now())))

const commitPatiently = (
  db: Db,
  clock: Clock,
  drafts: readonly Draft[],
): Promise<(MessageRow | AppError)[]> =>
  againOnClash(() =>
    transact(db, async (trx) => {
      await waitBriefly(trx)
      return appendMessages(trx, drafts, clock.now())
    }),
  )

/** Nothing in this transaction waits for a lock longer than a caller waits for its answer: whoever is gone holds no connection. */
export async function waitBriefly(trx: Db): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(lockWaitMs)}, true)`.execute(trx)
}

/** Two instances may store one client_message_id in two conversations at once: the loser looks again and finds the winner's. */
export async function againOnClash<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isUniqueViolation(error, 'message_client_id')) throw error
    return await work()
  }
}
