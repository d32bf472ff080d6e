import { measureNotPossible } from './staff-errors.js'

type KindName = 'REPORTS' | 'PHOTO' | 'VERIFICATION' | 'APPEAL'

export type MeasureName =
  | 'DISMISS'
  | 'WARN'
  | 'REMOVE_PHOTO'
  | 'HIDE'
  | 'SUSPEND'
  | 'BAN'
  | 'APPROVE_PHOTO'
  | 'REJECT_PHOTO'
  | 'VERIFY'
  | 'TRY_AGAIN'
  | 'UPHOLD'
  | 'REVERSE'

export type RuleName =
  | 'SPAM_OR_SCAM'
  | 'FAKE_PROFILE'
  | 'HARASSMENT'
  | 'SEXUAL_CONTENT'
  | 'HATE'
  | 'UNDERAGE'
  | 'OFF_PLATFORM_HARM'
  | 'PHOTO_UNSUITABLE'
  | 'OTHER'

/** How far a person is shut out, from nothing to everything. */
export type StandingName = 'GOOD' | 'HIDDEN' | 'SUSPENDED' | 'BANNED'

/** Why a decision ceased to hold. */
export type EndReason = 'UNDONE' | 'REVERSED' | 'LIFTED' | 'EXPIRED' | 'LOOKED_AT'

/** What is possible for each kind of case. */
export const measuresOf = {
  REPORTS: ['DISMISS', 'WARN', 'REMOVE_PHOTO', 'HIDE', 'SUSPEND', 'BAN'],
  PHOTO: ['APPROVE_PHOTO', 'REJECT_PHOTO'],
  VERIFICATION: ['VERIFY', 'TRY_AGAIN'],
  APPEAL: ['UPHOLD', 'REVERSE'],
} as const satisfies Record<KindName, readonly MeasureName[]>

/** How long somebody may be suspended. */
const suspensionDays: readonly number[] = [1, 7, 30]

const withRule: ReadonlySet<string> = new Set<MeasureName>([
  'WARN',
  'REMOVE_PHOTO',
  'HIDE',
  'SUSPEND',
  'BAN',
  'REJECT_PHOTO',
])
const sanctions: ReadonlySet<string> = new Set<MeasureName>(['HIDE', 'SUSPEND', 'BAN'])
/** What the person is told of. A hidden one is not. */
const told: ReadonlySet<string> = new Set<MeasureName>([
  'WARN',
  'REMOVE_PHOTO',
  'SUSPEND',
  'BAN',
  'REJECT_PHOTO',
])

export const isSanction = (measure: MeasureName): boolean => sanctions.has(measure)
export const isTold = (measure: MeasureName): boolean => told.has(measure)
export const toldMeasures: readonly MeasureName[] = [...told] as MeasureName[]
/** Those that say that the person broke a rule. */
export const ruleMeasures: readonly MeasureName[] = [...withRule] as MeasureName[]
export const sanctionMeasures: readonly MeasureName[] = [...sanctions] as MeasureName[]

/** How long a decision can be taken back. */
export const undoMs = 10_000

/** What was decided by then can be taken back no more. */
export const settledBefore = (now: Date): Date => new Date(now.getTime() - undoMs)

/** What a moderator wants to decide. */
export interface Wish {
  readonly measure: MeasureName
  readonly rule: RuleName | null
  /** 0 unless it is a suspension. */
  readonly days: number
  readonly photoIds: readonly string[]
  readonly listHash: boolean
}

/** Throws MEASURE_NOT_POSSIBLE unless the wish fits a case of this kind and says all that it needs, and no more. */
export function checkWish(kind: KindName, { measure, rule, days, photoIds, listHash }: Wish): void {
  const possible: readonly MeasureName[] = measuresOf[kind]
  if (!possible.includes(measure))
    throw measureNotPossible('measure', `A case of this kind has ${possible.join(', ')}.`)
  if (withRule.has(measure) !== (rule !== null))
    throw measureNotPossible('rule', rule === null ? 'Name the rule that was broken.' : 'No rule was broken.')
  if ((measure === 'SUSPEND') !== (days !== 0) || (days !== 0 && !suspensionDays.includes(days)))
    throw measureNotPossible('days', `A suspension lasts ${suspensionDays.join(', ')} days.`)
  if ((measure === 'REMOVE_PHOTO') !== photoIds.length > 0)
    throw measureNotPossible('photo_ids', 'Name the photos to remove, and no others.')
  if (listHash && measure !== 'REMOVE_PHOTO' && measure !== 'REJECT_PHOTO')
    throw measureNotPossible('list_hash', 'Only photos that are removed or rejected go on the list.')
}

/** Throws MEASURE_NOT_POSSIBLE when one of the photos to remove is none of the reported person's. */
export function checkPhotos(wanted: readonly string[], theirs: ReadonlySet<string>): void {
  if (!wanted.every((id) => theirs.has(id)))
    throw measureNotPossible(
      'photo_ids',
      'Name photos of the reported person, from the evidence of the case.',
    )
}

/** A sanction that holds. */
export interface ActiveSanction {
  readonly id: string
  readonly measure: MeasureName
  readonly rule: RuleName | null
  readonly ends_at: Date | null
}

const standingBy: Partial<Record<MeasureName, StandingName>> = {
  HIDE: 'HIDDEN',
  SUSPEND: 'SUSPENDED',
  BAN: 'BANNED',
}
const strength: readonly StandingName[] = ['GOOD', 'HIDDEN', 'SUSPENDED', 'BANNED']

/** Where a person stands by a sanction, if any. */
export const standingOf = (sanction: ActiveSanction | undefined): StandingName =>
  (sanction && standingBy[sanction.measure]) ?? 'GOOD'

/** The sanction that counts: the strongest, of equal ones the longest. */
export function strongest(active: readonly ActiveSanction[]): ActiveSanction | undefined {
  const end = ({ ends_at }: ActiveSanction): number => ends_at?.getTime() ?? Infinity
  const rank = (one: ActiveSanction): number => strength.indexOf(standingOf(one))
  return [...active].sort((a, b) => rank(b) - rank(a) || (end(b) === end(a) ? 0 : end(b) - end(a)))[0]
}

/** Whoever is shut out waits for an answer more than others do; nobody waits behind what puts people in danger. */
export const severityOfAppeal = (measure: MeasureName): number =>
  measure === 'BAN' ? 900 : measure === 'SUSPEND' ? 800 : 300

/** A photo is all the more urgent the likelier it is to be approved: somebody waits for it to be shown. */
export const severityOfPhoto = (looksRemoved: boolean): number => (looksRemoved ? 600 : 400)
