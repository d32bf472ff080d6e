import type { DecideCaseRequest, Measure, ModerationCase, Rule } from '@kindred/client'

/** A decision that is being made. */
export interface Draft {
  readonly measure: Measure | undefined
  readonly rule: Rule | ''
  readonly days: number
  readonly photoIds: readonly string[]
  readonly listHash: boolean
  readonly note: string
}

/** What the person is told or held back by needs the rule that was broken. */
const withRule: ReadonlySet<Measure> = new Set([
  'WARN',
  'REMOVE_PHOTO',
  'HIDE',
  'SUSPEND',
  'BAN',
  'REJECT_PHOTO',
])
const withList: ReadonlySet<Measure> = new Set(['REMOVE_PHOTO', 'REJECT_PHOTO'])

export const needsRule = (measure: Measure | undefined): boolean =>
  measure !== undefined && withRule.has(measure)
export const mayList = (measure: Measure | undefined): boolean =>
  measure !== undefined && withList.has(measure)

/** Nothing decided yet; the rule is what most people reported, for it is mostly the one. */
export function emptyDraft({ reports, summary }: Pick<ModerationCase, 'reports' | 'summary'>): Draft {
  const counts = new Map<Rule, number>()
  for (const { reason } of reports) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const [most] = [...counts].sort(([, one], [, other]) => other - one)
  const rule = summary?.kind === 'PHOTO' ? 'PHOTO_UNSUITABLE' : (most?.[0] ?? '')
  return { measure: undefined, rule, days: 7, photoIds: [], listHash: false, note: '' }
}

/** What is still missing; undefined when it can be decided. */
export function missingOf({
  measure,
  rule,
  photoIds,
  note,
}: Draft): 'measure' | 'rule' | 'photos' | 'note' | undefined {
  if (measure === undefined) return 'measure'
  if (!needsRule(measure)) return undefined
  if (rule === '') return 'rule'
  if (measure === 'REMOVE_PHOTO' && photoIds.length === 0) return 'photos'
  return note.trim() === '' ? 'note' : undefined
}

/** The draft as it is sent: what its measure has no use for is left out. */
export function requestOf(
  draft: Draft & { measure: Measure },
): Omit<DecideCaseRequest, 'case_id' | 'lease_id' | 'seen_version'> {
  const { measure, rule, note, days, photoIds, listHash } = draft
  return {
    measure,
    note: note.trim(),
    ...(needsRule(measure) && rule !== '' && { rule }),
    ...(measure === 'SUSPEND' && { days }),
    ...(measure === 'REMOVE_PHOTO' && { photo_ids: [...photoIds] }),
    ...(mayList(measure) && listHash && { list_hash: true }),
  }
}
