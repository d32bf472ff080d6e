import type { TraitLayout } from '../domain/trait-layout.js'

const habit = ['UNSPECIFIED', 'NEVER', 'SOMETIMES', 'OFTEN']
const group = (code: string, firstBit: number, answers: readonly string[]) => ({
  code,
  answers,
  word: 0,
  firstBit,
})

/** Which bit stood for which answer before the database stored that. Never to be changed. */
export const firstLayout: TraitLayout = [
  group('gender', 0, ['WOMAN', 'MAN', 'NONBINARY']),
  group('goals', 3, ['UNSPECIFIED', 'LONG_TERM', 'SHORT_TERM', 'FRIENDSHIP', 'CHAT', 'UNDECIDED']),
  group('smoking', 9, habit),
  group('drinking', 13, habit),
  group('children', 17, ['UNSPECIFIED', 'HAVE', 'WANT', 'DO_NOT_WANT', 'OPEN']),
  group('education', 22, ['UNSPECIFIED', 'SCHOOL', 'COLLEGE', 'BACHELOR', 'MASTER', 'DOCTORATE']),
  group('has_photo', 28, ['NO', 'YES']),
  group('verified', 30, ['NO', 'YES']),
]
