import { isAlwaysOn, isSeenInTheApp, type KindName } from './kinds.js'
import { digestDue, type Pace } from './pace.js'
import { graceMs, type Presence } from './presence.js'
import { quietUntil } from './quiet.js'
import { isWanted, type Wishes } from './settings.js'

/** A message of the bot is edited for so long; what comes later is worth a new one. */
const editableMs = 10 * 60_000

/** A notice that is due. */
export interface DueNotice {
  readonly id: string
  readonly kind: KindName
  /** It was kept by quiet hours or the limit of a day. */
  readonly held: boolean
  /** When the message was sent that tells of it and was not seen; null when there is none. */
  readonly shownAt: Date | null
}

/** A person to whom something is due. */
export interface DuePerson<Notice extends DueNotice> {
  readonly wishes: Wishes
  readonly presence: Presence
  readonly pace: Pace
  /** The account is shut out or waits for its deletion. */
  readonly isGone: boolean
  /** The most urgent first. */
  readonly due: readonly Notice[]
}

/** What becomes of what is due to one person: one message at a time. */
export interface Choice<Notice> {
  /** One notice, or several for a digest; empty when nothing is to be told now. */
  readonly give: readonly Notice[]
  readonly isDigest: boolean
  readonly postponed: readonly { readonly id: string; readonly dueAt: Date; readonly held: boolean }[]
  readonly dropped: readonly Notice[]
}

/** Chooses what to tell a person now. */
export function choose<Notice extends DueNotice>(person: DuePerson<Notice>, now: Date): Choice<Notice> {
  const fates = person.due.map((notice) => ({ notice, fate: fateOf(person, notice, now) }))
  const told = fates.flatMap(({ notice, fate }) => (fate === 'tell' ? [notice] : []))
  const [first] = told
  // A digest has no room for the words of news.
  const kept = told.filter(({ held, kind }) => held && kind !== 'NEWS')
  const isDigest = first !== undefined && !isAlwaysOn(first.kind) && first.held && kept.length > 1
  return {
    give: first === undefined ? [] : isDigest ? kept : [first],
    isDigest,
    postponed: fates.flatMap(({ notice: { id }, fate }) =>
      typeof fate === 'object' ? [{ id, ...fate }] : [],
    ),
    dropped: fates.flatMap(({ notice, fate }) => (fate === 'drop' ? [notice] : [])),
  }
}

type Fate = 'tell' | 'drop' | { readonly dueAt: Date; readonly held: boolean }

function fateOf(
  { wishes, presence, pace, isGone }: DuePerson<DueNotice>,
  notice: DueNotice,
  now: Date,
): Fate {
  const { kind, shownAt } = notice
  if (isAlwaysOn(kind)) return 'tell'
  if (isGone || !isWanted(wishes, kind)) return 'drop'
  if (presence.is === 'open')
    return isSeenInTheApp(kind) ? 'drop' : { dueAt: new Date(now.getTime() + graceMs), held: false }
  if (presence.is === 'leaving') return { dueAt: presence.until, held: false }
  const quietEnd = quietUntil(wishes.quiet, now)
  if (quietEnd !== undefined) return { dueAt: quietEnd, held: true }
  if (isEditable(shownAt, now)) return 'tell'
  const digestAt = digestDue(pace, wishes.quiet, now)
  if (digestAt === undefined || digestAt <= now) return 'tell'
  return { dueAt: digestAt, held: true }
}

/** Whether more of a topic goes into the message that tells of it already. */
export const isEditable = (shownAt: Date | null, now: Date): boolean =>
  shownAt !== null && now.getTime() - shownAt.getTime() < editableMs
