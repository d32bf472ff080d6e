import { listDeparted, lockPeople } from '@kindred/events/departures'
import { newId } from '@kindred/kernel'

import { urgencyOf } from '../domain/kinds.js'
import { topics } from '../domain/notice.js'
import { graceMs } from '../domain/presence.js'
import { apply, type Meaning, newThread } from '../domain/thread.js'
import { removeArrivalsOf, saveArrivals } from '../store/arrivals.js'
import { addNews, type News, removeTopics, saveSeen, type TopicOf } from '../store/notices.js'
import { listPresent, type PresenceRow } from '../store/presence.js'
import type { RecipientRow, ThreadRow, Trx } from '../store/schema.js'
import { listThreads, saveThreads } from '../store/threads.js'
import { noteAnswers } from './answer.js'
import { applyCalm } from './apply-calm.js'
import { applyMatchNews } from './apply-match-news.js'
import { changeLocked } from './change-people.js'
import type { LogEntry } from './log-entry.js'

/** Learns from people's logs what they are to be told and what they have seen. */
export async function applyLog(trx: Trx, entries: readonly LogEntry[], now: Date): Promise<void> {
  const people = new Set(entries.flatMap(peopleOf))
  people.delete('')
  await lockPeople(trx, ...people)
  const restless = await applyCalm(trx, entries, now)
  if (restless.length > 0) await applyRestless(trx, restless, now)
}

const peopleOf = ({ userId, actorId }: LogEntry): string[] => [userId, actorId]

async function applyRestless(trx: Trx, entries: readonly LogEntry[], now: Date): Promise<void> {
  const userIds = [...new Set(entries.map((entry) => entry.userId))]
  const people = [...new Set(entries.flatMap(peopleOf))].filter((id) => id !== '')
  const gone = await listDeparted(trx, people)
  await changeLocked(trx, userIds, now, async (recipients) => {
    const own = entries.filter((entry) => recipients.has(entry.userId) && !isLate(entry, gone))
    if (own.length === 0) return
    const present = await listPresent(trx, [...recipients.keys()], now, graceMs)
    const changes = await applyToThreads(trx, own, present)
    await noteAnswers(trx, answering(own, recipients), now)
    await applyToNotices(trx, changes, present, now)
    await applyMatches(trx, own.filter(isMatch), present, now)
    await applyMatchNews(trx, own, { threads: changes.map(({ thread }) => thread), present }, now)
  })
}

/** Comes after its person was forgotten, and would bring the id back. The end of a conversation still ends it for the other side. */
const isLate = ({ kind, actorId }: LogEntry, gone: ReadonlySet<string>): boolean =>
  kind !== 'CONVERSATION_ENDED' && gone.has(actorId)

const isMatch = ({ kind }: LogEntry): boolean => kind === 'MATCH'

/** Whoever writes or reads has seen what the bot said. */
const answering = (
  entries: readonly LogEntry[],
  recipients: ReadonlyMap<string, RecipientRow>,
): RecipientRow[] => {
  const acts = entries.filter(
    ({ kind, actorId, userId }) => (kind === 'MESSAGE' || kind === 'READ') && actorId === userId,
  )
  return [...new Set(acts.map((entry) => entry.userId))].flatMap((userId) => recipients.get(userId) ?? [])
}

/** What a conversation's entries together mean to its person. */
interface Change {
  readonly thread: ThreadRow
  readonly meanings: readonly Meaning[]
  /** The person wrote. */
  readonly hasWritten: boolean
}

type Present = ReadonlyMap<string, PresenceRow>

const isThere = (present: Present, userId: string): boolean => present.get(userId)?.is_open === true

async function applyToThreads(
  trx: Trx,
  entries: readonly LogEntry[],
  present: Present,
): Promise<readonly Change[]> {
  const byThread = new Map<string, LogEntry[]>()
  for (const entry of entries) {
    const key = keyOf(entry.userId, entry.conversationId)
    byThread.set(key, byThread.get(key) ?? [])
    byThread.get(key)!.push(entry)
  }
  const rows = await listThreads(
    trx,
    [...byThread.values()].map(([first]) => ({
      userId: first!.userId,
      conversationId: first!.conversationId,
    })),
  )
  const known = new Map(rows.map((row) => [keyOf(row.user_id, row.conversation_id), row]))
  const changes = [...byThread].map(([key, own]) => {
    const { userId, conversationId } = own[0]!
    return changeOf(known.get(key) ?? emptyRow(userId, conversationId), own, isThere(present, userId))
  })
  await saveThreads(
    trx,
    changes.map(({ thread }) => thread),
  )
  return changes
}

const keyOf = (userId: string, conversationId: string): string => `${userId} ${conversationId}`

const emptyRow = (userId: string, conversationId: string): ThreadRow => ({
  ...newThread(nobody),
  user_id: userId,
  conversation_id: conversationId,
  unread: [],
  told_seq: 0,
  muted: false,
  nudged_at: null,
})

/** Until an entry names the partner. */
const nobody = '00000000-0000-0000-0000-000000000000'

function changeOf(before: ThreadRow, entries: readonly LogEntry[], isOpen: boolean): Change {
  let thread = before
  const meanings: Meaning[] = []
  for (const entry of entries) {
    const after = apply(thread, entry, isOpen)
    const isFromPartner = entry.kind === 'MESSAGE' && entry.actorId !== entry.userId
    thread = isFromPartner ? { ...after.thread, partner_id: entry.actorId } : after.thread
    meanings.push(after.meaning)
  }
  const hasWritten = entries.some(({ kind, actorId, userId }) => kind === 'MESSAGE' && actorId === userId)
  return { thread, meanings, hasWritten }
}

async function applyToNotices(
  trx: Trx,
  changes: readonly Change[],
  present: Present,
  now: Date,
): Promise<void> {
  const topicsOf = (change: Change, ...names: (typeof topics.chat)[]): TopicOf[] =>
    names.map((name) => ({ userId: change.thread.user_id, topic: name(change.thread.conversation_id) }))
  const ended = changes.filter(({ thread }) => thread.ended)
  const over = changes.filter(
    ({ thread, meanings }) => thread.ended || (meanings.includes('over') && thread.unread.length === 0),
  )
  await removeTopics(trx, [
    ...ended.flatMap((change) => topicsOf(change, topics.match, topics.contact)),
    ...over.flatMap((change) => topicsOf(change, topics.chat)),
    ...[...ended, ...changes.filter(({ hasWritten }) => hasWritten)].flatMap((change) =>
      topicsOf(change, topics.turn),
    ),
  ])
  await removeArrivalsOf(
    trx,
    ended.map(({ thread }) => ({ userId: thread.user_id, matchId: thread.conversation_id })),
  )
  await saveSeen(
    trx,
    changes
      .filter(({ meanings }) => meanings.includes('seen') || meanings.includes('over'))
      .flatMap((change) => topicsOf(change, topics.chat)),
  )
  await addNews(
    trx,
    changes
      .filter(isWorthTelling(present))
      .map(({ thread }) => newsOf(thread, present.get(thread.user_id)?.until ?? now)),
    now,
  )
}

const isWorthTelling =
  (present: Present) =>
  ({ thread, meanings }: Change): boolean =>
    meanings.includes('news') &&
    thread.unread.length > 0 &&
    !thread.ended &&
    !thread.muted &&
    !isThere(present, thread.user_id)

const newsOf = (thread: ThreadRow, dueAt: Date): News => ({
  id: newId(),
  user_id: thread.user_id,
  topic: topics.chat(thread.conversation_id),
  kind: 'MESSAGE',
  urgency: urgencyOf('MESSAGE'),
  about: { conversationId: thread.conversation_id, personId: thread.partner_id },
  due_at: dueAt,
})

/** A match that somebody made while the person was away is told and celebrated later. */
async function applyMatches(
  trx: Trx,
  entries: readonly LogEntry[],
  present: Present,
  now: Date,
): Promise<void> {
  if (entries.length === 0) return
  const knows = (entry: LogEntry): boolean => entry.isOwn || isThere(present, entry.userId)
  await saveArrivals(
    trx,
    entries.map((entry) => ({
      user_id: entry.userId,
      kind: 'MATCH' as const,
      other_id: entry.actorId,
      match_id: entry.conversationId,
      came_at: entry.at,
      seen: entry.isOwn,
      celebrated: knows(entry),
    })),
  )
  const news = entries
    .filter((entry) => !knows(entry))
    .map((entry): News => ({
      id: newId(),
      user_id: entry.userId,
      topic: topics.match(entry.conversationId),
      kind: 'MATCH',
      urgency: urgencyOf('MATCH'),
      about: { conversationId: entry.conversationId, personId: entry.actorId },
      due_at: present.get(entry.userId)?.until ?? now,
    }))
  await addNews(trx, news, now)
}
