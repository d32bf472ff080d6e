import type { Peek, PeekedConversation } from '@kindred/contracts/chat'
import { transact } from '@kindred/db'

import type { NotificationContext } from '../context.js'
import type { Db } from '../store/schema.js'
import { byName, listThreads, nameOf, type ThreadKey, type Threads } from '../store/threads.js'
import { claimDue, type Claimed } from '../writing/claim-due.js'
import { compose, type Composed } from '../writing/compose.js'
import { fixDeliveries } from '../writing/fix-deliveries.js'

/** What a claim brought. */
interface Claims {
  readonly given: readonly Composed[]
  /** When more may be given out: Telegram takes no more until then. */
  readonly fullUntil: Date | undefined
}

/**
 * Gives out up to `max` deliveries; none when nobody is due. It looks again while it finds only people who are due and to whom nothing is told
 * after all.
 */
export async function claim(context: NotificationContext, max: number, signal: AbortSignal): Promise<Claims> {
  const limits = { limit: max, perSecond: context.perSecond }
  while (!signal.aborted) {
    const { looked, claimed, threads, fullUntil } = await transact(context.db, (trx) =>
      claimDue(trx, limits, context.clock),
    )
    if (looked === 0) return { given: [], fullUntil }
    const given = await composeAll(context, claimed, threads)
    if (given.length > 0) return { given, fullUntil: undefined }
  }
  return { given: [], fullUntil: undefined }
}

/** Asks chat for the words, and keeps which of them each delivery shows. Without chat what is of messages is told later. */
async function composeAll(
  context: NotificationContext,
  claimed: readonly Claimed[],
  fresh: Threads,
): Promise<readonly Composed[]> {
  const keys = claimed.flatMap(threadOf)
  if (keys.length === 0) return claimed.map(withoutWords)
  const { db, clock } = context
  const peeked = await peek(
    context,
    claimed.flatMap((one) => peekOf(one, fresh)),
  )
  if (peeked === undefined) {
    const [late, rest] = [claimed.filter(isOfMessages), claimed.filter((one) => !isOfMessages(one))]
    await fixDeliveries(db, { late, composed: [], over: [] }, clock.now())
    return rest.map(withoutWords)
  }
  const threads = await completed(db, fresh, keys)
  const composed = claimed.map((one) => {
    const name = threadOf(one).map(nameOf)[0] ?? ''
    return { one, shown: compose(one, threads.get(name), peeked.get(name)) }
  })
  const shown = composed.flatMap((one) => one.shown ?? [])
  const over = composed.flatMap((one) => (one.shown === undefined ? [one.one] : []))
  await fixDeliveries(db, { composed: shown.filter(isOfMessages), over, late: [] }, clock.now())
  return shown
}

const withoutWords = (claimed: Claimed): Composed => ({ ...claimed, messages: [] })

/** What is unread of conversations, by their names; undefined when chat does not say. */
async function peek(
  { chat, serviceTokens, log }: NotificationContext,
  peeks: readonly Peek[],
): Promise<ReadonlyMap<string, PeekedConversation> | undefined> {
  try {
    const token = await serviceTokens.issue('chat')
    const { conversations } = await chat.peekMessages({ peeks: [...peeks] }, { token })
    return new Map(conversations.map((one) => [nameOf(one), one]))
  } catch (error) {
    log.warn({ err: error }, 'chat did not say what messages are unread, they are told later')
    return undefined
  }
}

/** With the conversations of what was given out before. */
async function completed(db: Db, known: Threads, keys: readonly ThreadKey[]): Promise<Threads> {
  const missing = keys.filter((key) => !known.has(nameOf(key)))
  return missing.length === 0 ? known : new Map([...known, ...byName(await listThreads(db, missing))])
}

/** Chat gives so many messages at a time: it is asked for what the delivery shows, and for what was never told. */
const peekOf = (claimed: Claimed, threads: Threads): Peek[] =>
  threadOf(claimed).map((key) => {
    const { fromSeq } = claimed.parts[0]!
    return {
      ...key,
      afterSeq: fromSeq === undefined ? (threads.get(nameOf(key))?.told_seq ?? 0) : fromSeq - 1,
    }
  })

const isOfMessages = ({ parts, isDigest }: Claimed): boolean => !isDigest && parts[0]?.kind === 'MESSAGE'

const threadOf = (claimed: Claimed): ThreadKey[] => {
  const conversationId = claimed.parts[0]?.about.conversationId
  return isOfMessages(claimed) && conversationId !== undefined
    ? [{ userId: claimed.userId, conversationId }]
    : []
}
