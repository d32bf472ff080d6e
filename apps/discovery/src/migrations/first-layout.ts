import { layOut } from '../domain/trait-layout.js'

const habit = ['UNSPECIFIED', 'NEVER', 'SOMETIMES', 'OFTEN']

/** Which bit of a candidate stood for which answer before the database told so. Never to be changed. */
export const firstLayout = layOut([
  { code: 'gender', answers: ['WOMAN', 'MAN', 'NONBINARY'] },
  {
    code: 'goals',
    answers: ['UNSPECIFIED', 'LONG_TERM', 'SHORT_TERM', 'FRIENDSHIP', 'CHAT', 'UNDECIDED'],
  },
  { code: 'smoking', answers: habit },
  { code: 'drinking', answers: habit },
  { code: 'children', answers: ['UNSPECIFIED', 'HAVE', 'WANT', 'DO_NOT_WANT', 'OPEN'] },
  {
    code: 'education',
    answers: ['UNSPECIFIED', 'SCHOOL', 'COLLEGE', 'BACHELOR', 'MASTER', 'DOCTORATE'],
  },
  { code: 'has_photo', answers: ['NO', 'YES'] },
  { code: 'verified', answers: ['NO', 'YES'] },
])
