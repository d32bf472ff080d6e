import { readBirthDate } from './age.js'
import {
  type ChildrenWish,
  childrenWishes,
  type Education,
  educations,
  type Gender,
  genders,
  type Goal,
  goals,
  type Habit,
  habits,
  isStated,
  readChoice,
  readOptionalChoice,
} from './choices.js'
import { readInterests, readLanguages } from './entries.js'
import { fieldRequired, maskPathUnknown } from './errors.js'
import { readLine, readName, readText } from './text.js'

/** What a person says of themselves; kept under the names of its columns, which are the contract's. */
export interface Details {
  name: string
  birth_date: string
  gender: Gender
  bio: string | null
  city: string | null
  interests: string[]
  goal: Goal | null
  height_cm: number | null
  languages: string[]
  smoking: Habit | null
  drinking: Habit | null
  children: ChildrenWish | null
  education: Education | null
}

/** What a request says of details. */
export interface DetailsDraft {
  readonly name?: string | undefined
  readonly birthDate?: string | undefined
  readonly gender?: string | undefined
  readonly bio?: string | undefined
  readonly city?: string | undefined
  readonly interests: readonly string[]
  readonly goal?: string | undefined
  readonly heightCm?: number | undefined
  readonly languages: readonly string[]
  readonly smoking?: string | undefined
  readonly drinking?: string | undefined
  readonly children?: string | undefined
  readonly education?: string | undefined
  readonly paused?: boolean | undefined
}

/** Details, and what only a profile that is there already can change. */
export interface Changeable extends Details {
  /** Shown to nobody new. */
  paused: boolean
}

type Field = keyof Changeable
interface Rule<F extends Field> {
  /** What of the draft the field comes from. */
  readonly from: keyof DetailsDraft
  read(draft: DetailsDraft, now: Date): Changeable[F]
}

const rules: { readonly [F in Field]: Rule<F> } = {
  name: { from: 'name', read: ({ name }) => readName(name ?? '') },
  birth_date: { from: 'birthDate', read: ({ birthDate }, now) => readBirthDate(birthDate ?? '', now) },
  gender: { from: 'gender', read: ({ gender }) => readChoice('/gender', gender ?? '', genders) },
  bio: { from: 'bio', read: ({ bio }) => readText('/bio', bio, 1000) },
  city: { from: 'city', read: ({ city }) => readLine('/city', city, 100) },
  interests: { from: 'interests', read: ({ interests }) => readInterests('/interests', interests) },
  goal: { from: 'goal', read: ({ goal }) => readOptionalChoice('/goal', goal, goals) },
  height_cm: { from: 'heightCm', read: ({ heightCm }) => heightCm ?? null },
  languages: { from: 'languages', read: ({ languages }) => readLanguages('/languages', languages) },
  smoking: { from: 'smoking', read: ({ smoking }) => readOptionalChoice('/smoking', smoking, habits) },
  drinking: { from: 'drinking', read: ({ drinking }) => readOptionalChoice('/drinking', drinking, habits) },
  children: {
    from: 'children',
    read: ({ children }) => readOptionalChoice('/children', children, childrenWishes),
  },
  education: {
    from: 'education',
    read: ({ education }) => readOptionalChoice('/education', education, educations),
  },
  paused: { from: 'paused', read: ({ paused = false }) => paused },
}

const fields = Object.keys(rules) as Field[]
const fieldsOfNew = fields.filter((field) => field !== 'paused')
const neverCleared: readonly Field[] = ['name', 'birth_date', 'gender', 'paused']

/** The details of a new profile. */
export const readNewDetails = (draft: DetailsDraft, now: Date): Details =>
  readFields(draft, fieldsOfNew, now) as Details

/**
 * The changes that a draft makes under a mask of proto names (AIP-134): a named field without a value is cleared. Without a mask
 * every field that has a value changes.
 */
export function readChangedDetails(
  draft: DetailsDraft,
  mask: readonly string[],
  now: Date,
): Partial<Changeable> {
  const named = mask.length > 0 ? mask : fields.filter((field) => hasValue(draft[rules[field].from]))
  const unknown = named.flatMap((path, i) => (isField(path) ? [] : [`/update_mask/paths/${i}`]))
  if (unknown.length > 0) throw maskPathUnknown(unknown)
  return readFields(draft, named.filter(isField), now)
}

function readFields(draft: DetailsDraft, wanted: readonly Field[], now: Date): Partial<Changeable> {
  const missing = neverCleared.filter(
    (field) => wanted.includes(field) && !hasValue(draft[rules[field].from]),
  )
  if (missing.length > 0) throw fieldRequired(missing.map((field) => `/${field}`))
  return Object.fromEntries(wanted.map((field) => [field, rules[field].read(draft, now)]))
}

const isField = (path: string): path is Field => Object.hasOwn(rules, path)

function hasValue(value: DetailsDraft[keyof DetailsDraft]): boolean {
  if (typeof value === 'string') return value !== '' && isStated(value)
  return typeof value === 'object' ? value.length > 0 : value !== undefined
}
