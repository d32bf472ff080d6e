import type { Children, Education, Gender, Goal, Habit } from '@kindred/client'
import type { LabelKind, Translator } from '@kindred/locales'

/** What the API offers to choose from, in the order of showing. */
export const choices = {
  gender: ['WOMAN', 'MAN', 'NONBINARY'] satisfies Gender[],
  goal: ['LONG_TERM', 'SHORT_TERM', 'FRIENDSHIP', 'CHAT', 'UNDECIDED'] satisfies Goal[],
  habit: ['NEVER', 'SOMETIMES', 'OFTEN'] satisfies Habit[],
  children: ['HAVE', 'WANT', 'DO_NOT_WANT', 'OPEN'] satisfies Children[],
  education: ['SCHOOL', 'COLLEGE', 'BACHELOR', 'MASTER', 'DOCTORATE'] satisfies Education[],
} as const

/** Values with their labels. */
export const labelled = <Value extends string>(
  label: Translator['label'],
  kind: LabelKind,
  values: readonly Value[],
): { value: Value; label: string }[] => values.map((value) => ({ value, label: label(kind, value) }))
