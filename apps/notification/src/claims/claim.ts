import type { PeekedConversation } from '@kindred/contracts/chat'
import { transact } from '@kindred/db'

import type { NotificationContext } from '../context.js'
import { listThreads, type ThreadKey } from '../store/threads.js'
import { claimDue, type Claimed } from '../writing/claim-due.js'
import { compose, type Composed } from '../writing/compose.js'
import { fixDeliveries } from '../writing/fix-deliveries.js'

/** What a claim brought. */
interface Claims {
  readonly given: readonly Composed[]
  /** When more may be given out: Telegram takes no more until then. */
  readonly fullUntil: Date | undefined
}

/** Gives out up to `max` deliveries; none when nobody is due. People who are due and to whom nothing is told after all do not count. */
export async function claim(context: NotificationContext, max: number, signal: AbortSignal): Promise<Claims> {
  const given: Composed[] = []
  while (given.length < max && !signal.aborted) {
    const limits = { limit: max - given.length, perSecond: context.perSecond }
    const { looked, claimed, fullUntil } = await transact(context.db, (trx) =>
      claimDue(trx, limits, context.clock.now()),
    )
    if (looked === 0) return { given, fullUntil }
    given.push(...(await composeAll(context, claimed)))
  }
  return { given, fullUntil: undefined }
}

/** Asks chat for the words, and keeps which of them each delivery shows. Without chat what is of messages is told later. */
async function composeAll(
  { db, chat, serviceTokens, clock, log }: NotificationContext,
  claimed: readonly Claimed[],
): Promise<readonly Composed[]> {
  const keys = claimed.flatMap(threadOf)
  if (keys.length === 0) return claimed.map((one) => ({ ...one, messages: [] }))
  const threads = new Map(
    (await listThreads(db, keys)).map((row) => [nameOf(row.user_id, row.conversation_id), row]),
  )
  let peeked: ReadonlyMap<string, PeekedConversation>
  try {
    const token = await serviceTokens.issue('chat')
    const { conversations } = await chat.peekMessages({ peeks: keys }, { token })
    peeked = new Map(conversations.map((one) => [nameOf(one.userId, one.conversationId), one]))
  } catch (error) {
    log.warn({ err: error }, 'chat did not say what messages are unread, they are told later')
    const [late, rest] = [claimed.filter(isOfMessages), claimed.filter((one) => !isOfMessages(one))]
    await transact(db, (trx) => fixDeliveries(trx, { late, composed: [], over: [] }, clock.now()))
    return rest.map((one) => ({ ...one, messages: [] }))
  }
  const composed = claimed.map((one) => {
    const name = threadOf(one).map(({ userId, conversationId }) => nameOf(userId, conversationId))[0] ?? ''
    return { one, shown: compose(one, threads.get(name), peeked.get(name)) }
  })
  const shown = composed.flatMap((one) => one.shown ?? [])
  const over = composed.flatMap((one) => (one.shown === undefined ? [one.one] : []))
  await transact(db, (trx) =>
    fixDeliveries(trx, { composed: shown.filter(isOfMessages), over, late: [] }, clock.now()),
  )
  return shown
}

const isOfMessages = ({ parts, isDigest }: Claimed): boolean => !isDigest && parts[0]?.kind === 'MESSAGE'

const threadOf = (claimed: Claimed): ThreadKey[] => {
  const conversationId = claimed.parts[0]?.about.conversationId
  return isOfMessages(claimed) && conversationId !== undefined
    ? [{ userId: claimed.userId, conversationId }]
    : []
}

const nameOf = (userId: string, conversationId: string): string => `${userId} ${conversationId}`
