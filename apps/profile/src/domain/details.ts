import {
  type ChoiceDraft,
  type ChoiceFact,
  type ChoiceName,
  choices,
  type OwnText,
  type OwnTextDraft,
  type OwnTextName,
  type OwnTexts,
  ownTexts,
  type StatedChoices,
} from '@kindred/facts'

import { readBirthDate } from './age.js'
import { isStated, readOptionalChoice } from './choices.js'
import { readInterests, readLanguages } from './entries.js'
import { fieldRequired, maskPathUnknown } from './errors.js'
import { readName, readText } from './text.js'

/** What a person says of themselves, under the contract's names. */
export interface Details extends StatedChoices, OwnTexts {
  name: string
  birth_date: string
  interests: string[]
  height_cm: number | null
  languages: string[]
}

/** What a request says of details. */
export interface DetailsDraft extends ChoiceDraft, OwnTextDraft {
  readonly name?: string | undefined
  readonly birthDate?: string | undefined
  readonly interests: readonly string[]
  readonly heightCm?: number | undefined
  readonly languages: readonly string[]
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

const ruleOfChoice = ({ name, key, values }: ChoiceFact): Rule<ChoiceName> => ({
  from: key as keyof ChoiceDraft,
  read: (draft) =>
    readOptionalChoice(`/${name}`, draft[key as keyof ChoiceDraft], values) as Details[ChoiceName],
})

const rulesOfChoices = Object.fromEntries(choices.map((fact) => [fact.name, ruleOfChoice(fact)])) as {
  readonly [Name in ChoiceName]: Rule<Name>
}

const ruleOfText = (text: OwnText): Rule<OwnTextName> => ({
  from: text.key,
  read: (draft) => readText(`/${text.name}`, draft[text.key], text),
})

const rulesOfTexts = Object.fromEntries(ownTexts.map((text) => [text.name, ruleOfText(text)])) as {
  readonly [Name in OwnTextName]: Rule<Name>
}

const rules: { readonly [F in Field]: Rule<F> } = {
  name: { from: 'name', read: ({ name }) => readName(name ?? '') },
  birth_date: { from: 'birthDate', read: ({ birthDate }, now) => readBirthDate(birthDate ?? '', now) },
  interests: { from: 'interests', read: ({ interests }) => readInterests('/interests', interests) },
  height_cm: { from: 'heightCm', read: ({ heightCm }) => heightCm ?? null },
  languages: { from: 'languages', read: ({ languages }) => readLanguages('/languages', languages) },
  ...rulesOfTexts,
  ...rulesOfChoices,
  paused: { from: 'paused', read: ({ paused = false }) => paused },
}

const fields = Object.keys(rules) as Field[]
const fieldsOfNew = fields.filter((field) => field !== 'paused')
const required = choices.filter(({ isRequired }) => isRequired).map(({ name }) => name)
const neverCleared: readonly Field[] = ['name', 'birth_date', ...required, 'paused']

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
