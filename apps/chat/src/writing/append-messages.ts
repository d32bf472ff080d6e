import { LogGrown } from '@kindred/contracts/chat'
import { unorderedEvent } from '@kindred/events'
import { AppError, newId } from '@kindred/kernel'
import { adviceOn } from '@kindred/kernel/advice'
import { type Limits, marks } from '@kindred/kernel/marks'

import { contentOf, type Draft, draftKey } from '../domain/draft.js'
import { placeDrafts, type Placement } from '../domain/place-drafts.js'
import { lockConversations } from '../store/conversations.js'
import { findSentMessages } from '../store/messages.js'
import { openGroup } from '../store/open-group.js'
import { type LoggedMessage, saveGroup } from '../store/save-group.js'
import type { ConversationRow, MessageRow, Trx, UserEventRow } from '../store/schema.js'
import type { ToldEventRow } from '../store/user-events.js'
import { lockLogs, type Positions } from '../store/user-streams.js'
import { openBeginnings } from './admit-beginners.js'
import { tellOfMessage } from './deliver-withheld.js'
import { findWaiting, type Waiting } from './find-waiting.js'
import { boundLockWaits, StoredBefore } from './lock-wait.js'
import { place } from './log-events.js'
import { type EarlyMessage, noteFirstMessages } from './note-first-messages.js'

/** Under which conditions messages are stored. */
export interface Terms extends Limits {
  /** The instance that passes what is stored on to its own streams, once it is committed, and is not woken for it. */
  readonly toldBy?: string
  /** Looks whether drafts were stored before, which hardly ever is; without it `StoredBefore` is thrown when one was. */
  readonly looksBack?: boolean
}

/** What became of drafts. */
export interface Appended<Result> {
  /** For each draft, in order. */
  readonly results: Result[]
  /** What their people are to be told, once it is committed. */
  readonly told: readonly ToldEventRow[]
}

/** Stores one draft in the open transaction, as `appendMessages` does, waiting a bounded time for locks. Throws when it is refused. */
export async function appendMessage(trx: Trx, draft: Draft, limits: Limits): Promise<MessageRow> {
  await boundLockWaits(trx)
  const { results } = await appendMessages(trx, [draft], limits)
  if (results[0] instanceof AppError) throw results[0]
  return results[0]!
}

/**
 * Stores drafts in the open transaction and tells both people of each. Resolves with a result for each draft, in order: the message, the
 * first message of a repeated client_message_id, or the error that refuses it. Waits for conversations that others have locked.
 */
export async function appendMessages(
  trx: Trx,
  drafts: readonly Draft[],
  terms: Terms,
): Promise<Appended<MessageRow | AppError>> {
  const conversations = await lockConversations(trx, conversationIds(drafts))
  const positions = await lockLogs(trx, peopleOf(conversations))
  return append(trx, drafts, { conversations, positions }, { ...terms, looksBack: true })
}

/** Stands for a draft that was not stored because another transaction holds its conversation or the log of one of its people. */
export const held = Symbol('held')

/** Like `appendMessages`, but waits for no lock: a draft that would have to wait gets `held`. */
export async function appendFreeMessages(
  trx: Trx,
  drafts: readonly Draft[],
  terms: Terms,
): Promise<Appended<MessageRow | AppError | typeof held>> {
  const { free, heldIds, positions } = await openGroup(trx, conversationIds(drafts))
  const written = drafts.filter((draft) => !heldIds.has(draft.conversationId))
  const missing = peopleOf(free).filter((userId) => !positions.has(userId))
  const made = missing.length === 0 ? [] : await lockLogs(trx, missing)
  const locked = { conversations: free, positions: new Map([...positions, ...made]) }
  const { results, told } = await append(trx, written, locked, terms)
  const all = drafts.map((draft) => (heldIds.has(draft.conversationId) ? held : results.shift()!))
  return { results: all, told }
}

const conversationIds = (drafts: readonly Draft[]): string[] => [
  ...new Set(drafts.map((draft) => draft.conversationId)),
]

const peopleOf = (conversations: readonly ConversationRow[]): string[] => [
  ...new Set(conversations.flatMap((row) => [row.first_user_id, row.second_user_id])),
]

/** What is locked for drafts. */
interface Locked {
  readonly conversations: readonly ConversationRow[]
  /** Of the logs of all their people. */
  readonly positions: Positions
}

async function append(
  trx: Trx,
  drafts: readonly Draft[],
  { conversations, positions }: Locked,
  terms: Terms,
): Promise<Appended<MessageRow | AppError>> {
  // Looked up under the locks, so that a repeat finds a message that was being committed a moment ago.
  const sent = terms.looksBack === true ? await findSentMessages(trx, drafts) : []
  const admit = await openBeginnings(trx, drafts, conversations, terms)
  const waiting = await findWaiting(trx, drafts, conversations)
  const open = conversations.filter(isShown).map((row) => toOpen(row, waiting))
  const placements = placeDrafts(drafts, open, sent.map(toSent), admit)
  const created = drafts.flatMap((draft, index) => toRow(draft, placements[index]!, terms.now))
  const written = { created, placements, positions, traces: tracesOf(drafts) }
  const told = created.length > 0 ? await save(trx, written, terms) : []

  const rows = new Map(
    [...sent, ...created].map((row) => [draftKey(row.sender_id, row.client_message_id), row]),
  )
  const results = drafts.map((draft, index) => {
    const placement = placements[index]!
    if (placement.kind === 'refused') return placement.error
    return rows.get(draftKey(draft.senderId, draft.clientMessageId))!
  })
  return { results, told }
}

interface Written {
  readonly created: readonly MessageRow[]
  readonly placements: readonly Placement[]
  readonly positions: Positions
  /** Messages that are stored together come from work of their own. */
  readonly traces: ReadonlyMap<string, string | undefined>
}

const tracesOf = (drafts: readonly Draft[]): Written['traces'] =>
  new Map(drafts.map((draft) => [draftKey(draft.senderId, draft.clientMessageId), draft.span?.traceparent]))

async function save(
  trx: Trx,
  { created, placements, positions, traces }: Written,
  { now, toldBy }: Terms,
): Promise<ToldEventRow[]> {
  const places = placements.flatMap((placement) => (placement.kind === 'new' ? [placement] : []))
  const told = created.flatMap((row, index) =>
    readersOf(row, places[index]!).map((userId) => {
      const traceparent = traces.get(draftKey(row.sender_id, row.client_message_id)) ?? ''
      return { row, told: { ...tellOfMessage(userId, toTold(row)), traceparent } }
    }),
  )
  const { rows: logged, grown } = place(
    told.map((one) => one.told),
    positions,
    now,
  )
  const events = logged.map((event, index) => ({ ...event, message: told[index]!.row }))
  const group = { messages: toLogged(events), event: unorderedEvent(trx, LogGrown, grown), toldBy }
  if (!(await saveGroup(trx, group))) throw new StoredBefore()
  const early = created.flatMap((row, index): EarlyMessage[] => {
    const { nth } = places[index]!
    return isEarly(nth) ? [{ row, nth }] : []
  })
  await noteFirstMessages(trx, early, now)
  return events
}

type MessageEvent = UserEventRow & { readonly message: MessageRow }

/** Puts what both people are told of a message beside it; the sender's event comes first. */
function toLogged(events: readonly MessageEvent[]): LoggedMessage[] {
  const logged: LoggedMessage[] = []
  for (const [index, { message, user_id, position, traceparent }] of events.entries()) {
    if (user_id !== message.sender_id) continue
    const next = events[index + 1]
    const reader = next?.message === message ? { userId: next.user_id, position: next.position } : undefined
    logged.push({ row: message, senderPosition: position, reader, traceparent })
  }
  return logged
}

const toTold = ({ conversation_id: id, seq, sender_id: senderId }: MessageRow) => ({ id, seq, senderId })

const isEarly = (nth: number): boolean => nth < marks.earlyContact.messages

function adviceFor(text: string): MessageRow['advice'] {
  const advice = adviceOn(text)
  return advice.length === 0 ? null : advice
}

const readersOf = (row: MessageRow, { partnerId }: { readonly partnerId: string }): string[] =>
  row.withheld ? [row.sender_id] : [row.sender_id, partnerId]

const isShown = ({ hidden }: ConversationRow): boolean => !hidden

const toOpen = (row: ConversationRow, waiting: Waiting) => ({
  id: row.id,
  lastSeq: row.last_seq,
  userIds: [row.first_user_id, row.second_user_id] as const,
  unheard: [row.first_user_unheard, row.second_user_unheard] as const,
  waits: [waiting(row.id, row.first_user_id), waiting(row.id, row.second_user_id)] as const,
  unmetBy: row.unmet_by,
  wrote: [row.first_user_wrote, row.second_user_wrote] as const,
})

const toSent = (row: MessageRow) => ({
  senderId: row.sender_id,
  clientMessageId: row.client_message_id,
  conversationId: row.conversation_id,
  ...contentOf(row),
})

function toRow(draft: Draft, placement: Placement, now: Date): MessageRow[] {
  if (placement.kind !== 'new') return []
  return [
    {
      id: newId(now.getTime()),
      conversation_id: draft.conversationId,
      seq: placement.seq,
      sender_id: draft.senderId,
      client_message_id: draft.clientMessageId,
      ...contentOf(draft),
      created_at: now,
      advice: isEarly(placement.nth) ? adviceFor(draft.text) : null,
      withheld: placement.withheld,
    },
  ]
}
