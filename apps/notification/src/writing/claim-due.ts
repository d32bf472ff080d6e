import { type Clock, newId } from '@kindred/kernel'

import { type Choice, choose, type DuePerson, isEditable } from '../domain/choose.js'
import type { Part } from '../domain/notice.js'
import type { Pace } from '../domain/pace.js'
import { away, graceMs, type Presence } from '../domain/presence.js'
import { isShutOut } from '../domain/standing.js'
import {
  countTaken,
  lately,
  type Lease,
  listFinished,
  listInFlight,
  lockClaims,
  type NewDelivery,
  renewDeliveries,
  saveDeliveries,
  type Taken,
} from '../store/deliveries.js'
import { listDueNotices, removeNotices, removeTopics, savePostponed } from '../store/notices.js'
import { listPresent, type PresenceRow } from '../store/presence.js'
import { lockDue, refreshQueue } from '../store/recipients.js'
import type { NoticeRow, RecipientRow, Trx } from '../store/schema.js'
import { listSaid, nothingSaid, type Said } from '../store/settings.js'
import type { Threads } from '../store/threads.js'
import { toWishes } from '../wishes.js'
import { countUnseen } from './count-unseen.js'

/** A delivery that is given out, before the words of messages are known. */
export interface Claimed extends NewDelivery {
  readonly attempt: number
  readonly preview: boolean
}

/** How long a bot may take before somebody else gets its delivery. */
const leaseMs = 60_000
/**
 * Telegram counts what reaches it in a second. Whatever reached it in the last second was not finished before that second, and whatever will reach
 * it is not finished yet: together they are kept below the limit, however long a message is on its way. A little is for clocks that differ.
 */
const windowMs = 1_020
/** A bot that has said nothing of a delivery for so long is dead rather than slow; its deliveries take no room until they are given out again. */
const onTheWayMs = 10_000
/** Room is given out in parts of so much of a second: for every single message both bots would claim. */
const partsOfSecond = 8
/** While nothing is finished nobody knows when there is room. */
const restMs = 100

/** What was found: people whom the claim took care of, and what there is to tell them. */
interface Claim {
  readonly looked: number
  readonly claimed: readonly Claimed[]
  /** The conversations of what was not given out before, as far as it is of messages. */
  readonly threads: Threads
  /** When more may be given out, if somebody may be waiting for it. */
  readonly fullUntil?: Date
}

/** How much may be given out. */
interface Limits {
  readonly limit: number
  /** By all instances together: Telegram takes 30. */
  readonly perSecond: number
}

/** Takes people who are due and chooses what each is to be told now. */
export async function claimDue(trx: Trx, limits: Limits, clock: Clock): Promise<Claim> {
  await lockClaims(trx)
  const now = clock.now()
  const recipients = await lockDue(trx, now, { ...limits, taken: takenAt(now) })
  if (recipients.length === 0) return { ...nobody, ...(await findFull(trx, limits, now)) }
  const ids = recipients.map((row) => row.user_id)
  const said = await listSaid(trx, ids)
  const previewOf = (userId: string): boolean => toWishes(said.get(userId) ?? nothingSaid).preview
  const again = await giveAgain(trx, ids, now)
  const isOut = new Set(again.map((one) => one.userId))
  const free = recipients.filter((row) => !isOut.has(row.user_id))
  const { fresh, threads } = await giveFresh(trx, free, said, now)
  await refreshQueue(trx, ids, now)
  const claimed = [...again, ...fresh].map((one) => ({ ...one, preview: previewOf(one.userId) }))
  return { looked: recipients.length, claimed: inOrder(recipients, claimed), threads }
}

const nobody: Claim = { looked: 0, claimed: [], threads: new Map() }

const takenAt = (now: Date): Taken => ({ finished: lately(now, windowMs), given: lately(now, onTheWayMs) })

/** When there is room again, if it is the lack of room for which nobody was found. */
async function findFull(trx: Trx, { perSecond }: Limits, now: Date): Promise<Pick<Claim, 'fullUntil'>> {
  const taken = takenAt(now)
  if ((await countTaken(trx, taken)) < perSecond) return {}
  const finished = await listFinished(trx, taken.finished, Math.ceil(perSecond / partsOfSecond))
  const last = finished.at(-1)
  return { fullUntil: new Date(last === undefined ? now.getTime() + restMs : last.getTime() + windowMs) }
}

function inOrder(recipients: readonly RecipientRow[], claimed: readonly Claimed[]): Claimed[] {
  const of = new Map(claimed.map((one) => [one.userId, one]))
  return recipients.flatMap((row) => of.get(row.user_id) ?? [])
}

/** What was given out and not finished in time says the same again. */
async function giveAgain(
  trx: Trx,
  userIds: readonly string[],
  now: Date,
): Promise<Omit<Claimed, 'preview'>[]> {
  const late = await listInFlight(trx, userIds)
  if (late.length === 0) return []
  await renewDeliveries(
    trx,
    late.map((row) => row.id),
    leaseFrom(now),
  )
  return late.map((row) => ({
    id: row.id,
    userId: row.user_id,
    parts: row.parts,
    isDigest: row.is_digest,
    attempt: row.attempt + 1,
  }))
}

const leaseFrom = (now: Date): Lease => ({ now, leaseUntil: new Date(now.getTime() + leaseMs) })

async function giveFresh(
  trx: Trx,
  recipients: readonly RecipientRow[],
  said: ReadonlyMap<string, Said>,
  now: Date,
): Promise<{ readonly fresh: readonly Omit<Claimed, 'preview'>[]; readonly threads: Threads }> {
  const ids = recipients.map((row) => row.user_id)
  const notices = await listDueNotices(trx, ids, now)
  const { counts, threads } = await countUnseen(trx, notices)
  await removeNotices(
    trx,
    notices.flatMap(({ id }) => (counts.get(id) === 0 ? [id] : [])),
  )
  const due = groupByPerson(notices.filter(({ id }) => counts.get(id) !== 0))
  const present = await listPresent(trx, ids, now, graceMs)
  const choices = recipients.map((recipient) => {
    const { user_id: userId } = recipient
    const person: DuePerson<DueRow> = {
      wishes: toWishes(said.get(userId) ?? nothingSaid),
      presence: toPresence(present.get(userId)),
      pace: toPace(recipient),
      isGone: recipient.leaving || isShutOut(recipient.standing),
      due: due.get(userId) ?? [],
    }
    return { userId, choice: choose(person, now) }
  })
  await saveChoices(trx, choices)
  const deliveries = choices.flatMap(({ userId, choice }) => toDelivery(userId, choice, counts, now))
  await saveDeliveries(trx, deliveries, leaseFrom(now))
  return { fresh: deliveries.map((one) => ({ ...one, attempt: 1 })), threads }
}

type DueRow = NoticeRow & { readonly shownAt: Date | null }

function groupByPerson(rows: readonly NoticeRow[]): ReadonlyMap<string, DueRow[]> {
  const grouped = new Map<string, DueRow[]>()
  for (const row of rows) {
    const own = grouped.get(row.user_id) ?? []
    grouped.set(row.user_id, own)
    own.push({ ...row, shownAt: row.shown_at })
  }
  return grouped
}

const toPresence = (row: PresenceRow | undefined): Presence =>
  row === undefined ? away : row.is_open ? { is: 'open' } : { is: 'leaving', until: row.until }

const toPace = ({ unanswered, unanswered_on: on, digest_on: digestOn }: RecipientRow): Pace => ({
  unanswered,
  on,
  digestOn,
})

interface Chosen {
  readonly userId: string
  readonly choice: Choice<DueRow>
}

async function saveChoices(trx: Trx, choices: readonly Chosen[]): Promise<void> {
  await savePostponed(
    trx,
    choices.flatMap(({ choice }) => choice.postponed),
  )
  await removeTopics(
    trx,
    choices.flatMap(({ userId, choice }) => choice.dropped.map(({ topic }) => ({ userId, topic }))),
  )
}

function toDelivery(
  userId: string,
  { give, isDigest }: Choice<DueRow>,
  counts: ReadonlyMap<string, number>,
  now: Date,
): NewDelivery[] {
  if (give.length === 0) return []
  const parts = give.map((row): Part => {
    const { id: noticeId, topic, kind, about, version } = row
    const isBundle = !isDigest && isEditable(row.shown_at, now)
    return {
      noticeId,
      topic,
      kind,
      about,
      version,
      count: counts.get(noticeId)!,
      ...(isBundle && row.shown_message_id !== null && { replaces: row.shown_message_id }),
      ...(isBundle && row.shown_from_seq !== null && { fromSeq: row.shown_from_seq }),
    }
  })
  return [{ id: newId(now.getTime()), userId, parts, isDigest }]
}
