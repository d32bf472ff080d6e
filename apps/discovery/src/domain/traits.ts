// One bit for each answer, 32 in all: a person sets one bit of each group, a wish sets every bit that it accepts.
const groups = {
  gender: ['WOMAN', 'MAN', 'NONBINARY'],
  goals: ['UNSPECIFIED', 'LONG_TERM', 'SHORT_TERM', 'FRIENDSHIP', 'CHAT', 'UNDECIDED'],
  smoking: ['UNSPECIFIED', 'NEVER', 'SOMETIMES', 'OFTEN'],
  drinking: ['UNSPECIFIED', 'NEVER', 'SOMETIMES', 'OFTEN'],
  children: ['UNSPECIFIED', 'HAVE', 'WANT', 'DO_NOT_WANT', 'OPEN'],
  education: ['UNSPECIFIED', 'SCHOOL', 'COLLEGE', 'BACHELOR', 'MASTER', 'DOCTORATE'],
  has_photo: ['NO', 'YES'],
  verified: ['NO', 'YES'],
} as const

/** A group of answers that exclude each other. */
export type TraitGroup = keyof typeof groups

/** What the bits tell of a person, in the words of the contract's enums. */
export interface Traits {
  readonly gender: string
  readonly goal: string
  readonly smoking: string
  readonly drinking: string
  readonly children: string
  readonly education: string
  readonly hasPhoto: boolean
  readonly verified: boolean
}

/** Which answers a wish accepts; an empty list accepts all. */
export interface AcceptedTraits {
  readonly goals: readonly string[]
  readonly smoking: readonly string[]
  readonly drinking: readonly string[]
  readonly children: readonly string[]
  readonly education: readonly string[]
  readonly hasPhoto: boolean
  readonly verified: boolean
}

/** Nobody of another gender can be matched: a newer profile service may know more of them. */
export const genders: readonly string[] = groups.gender

/**
 * The first bit of each group. Throws when there are more answers than bits, of which the next would be the first again, or more sets
 * of one answer each than the memory's rows can number.
 */
export function layOut(groups: Readonly<Record<string, readonly string[]>>): Map<string, number> {
  const firstBits = new Map<string, number>()
  let [bits, sets] = [0, 1]
  for (const [group, answers] of Object.entries(groups)) {
    firstBits.set(group, bits)
    bits += answers.length
    sets *= answers.length
  }
  if (bits > maxBits) throw new RangeError(`${bits} answers do not fit into ${maxBits} bits`)
  if (sets > maxSets)
    throw new RangeError(`${sets} sets of answers are more than the ${maxSets} that a row can number`)
  return firstBits
}

const maxBits = 32

/** A row of the memory numbers a person's set of answers with 16 bits, from 1. */
export const maxSets = 0xffff

const firstBits = layOut(groups)

function bitOf(group: TraitGroup, answer: string): number {
  const at = (groups[group] as readonly string[]).indexOf(answer)
  return at === -1 ? 0 : 1 << (firstBits.get(group)! + at)
}

/** All bits of a group. */
export const maskOf = (group: TraitGroup): number =>
  groups[group].reduce((mask: number, answer: string) => mask | bitOf(group, answer), 0)

const accepting = (group: TraitGroup, answers: readonly string[]): number =>
  answers.length === 0 ? maskOf(group) : answers.reduce((mask, answer) => mask | bitOf(group, answer), 0)

const saying = (group: TraitGroup, answer: string): number =>
  bitOf(group, answer) || bitOf(group, 'UNSPECIFIED')

/** A person's bits, as a signed 32-bit number; an answer that is not known here is unspecified. */
export function traitsOf(person: Traits): number {
  return (
    bitOf('gender', person.gender) |
    saying('goals', person.goal) |
    saying('smoking', person.smoking) |
    saying('drinking', person.drinking) |
    saying('children', person.children) |
    saying('education', person.education) |
    bitOf('has_photo', person.hasPhoto ? 'YES' : 'NO') |
    bitOf('verified', person.verified ? 'YES' : 'NO')
  )
}

/** The bits of everybody whom a wish accepts, as a signed 32-bit number. */
export function acceptedTraits(wantedGenders: readonly string[], filters: AcceptedTraits): number {
  return (
    accepting('gender', wantedGenders) |
    accepting('goals', filters.goals) |
    accepting('smoking', filters.smoking) |
    accepting('drinking', filters.drinking) |
    accepting('children', filters.children) |
    accepting('education', filters.education) |
    accepting('has_photo', filters.hasPhoto ? ['YES'] : []) |
    accepting('verified', filters.verified ? ['YES'] : [])
  )
}

/** The genders of a wish or of a person, as numbers from 0. */
export function gendersOf(traits: number): number[] {
  return groups.gender.flatMap((gender, index) => ((traits & bitOf('gender', gender)) === 0 ? [] : [index]))
}

/** How many bits of a signed 32-bit number are set. */
export function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** True when a wish accepts a person. */
export const accepts = (accepted: number, traits: number): boolean => (accepted & traits) === traits
