export const facts = [
  { code: 'gender', field: 'gender', filter: 'wantedGenders', answers: ['WOMAN', 'MAN', 'NONBINARY'] },
  {
    code: 'goals',
    field: 'goal',
    filter: 'goals',
    answers: ['UNSPECIFIED', 'LONG_TERM', 'SHORT_TERM', 'FRIENDSHIP', 'CHAT', 'UNDECIDED'],
  },
  {
    code: 'smoking',
    field: 'smoking',
    filter: 'smoking',
    answers: ['UNSPECIFIED', 'NEVER', 'SOMETIMES', 'OFTEN'],
  },
  {
    code: 'drinking',
    field: 'drinking',
    filter: 'drinking',
    answers: ['UNSPECIFIED', 'NEVER', 'SOMETIMES', 'OFTEN'],
  },
  {
    code: 'children',
    field: 'children',
    filter: 'children',
    answers: ['UNSPECIFIED', 'HAVE', 'WANT', 'DO_NOT_WANT', 'OPEN'],
  },
  {
    code: 'education',
    field: 'education',
    filter: 'education',
    answers: ['UNSPECIFIED', 'SCHOOL', 'COLLEGE', 'BACHELOR', 'MASTER', 'DOCTORATE'],
  },
  { code: 'has_photo', field: 'hasPhoto', filter: 'hasPhoto', answers: ['NO', 'YES'] },
  { code: 'verified', field: 'verified', filter: 'verified', answers: ['NO', 'YES'] },
] as const
