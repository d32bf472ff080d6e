import {
  type CreateProfileRequest,
  type Profile,
  textLimits,
  type UpdateMyProfileRequest,
} from '@kindred/client'
import { type ChoiceName, type Choices, choices, type OwnTextName, ownTexts } from '@kindred/facts'
import { keepText } from '@kindred/kernel/text'

type Written = { readonly [Name in OwnTextName]: string }
type Chosen = { readonly [Name in ChoiceName]: Choices[Name] | undefined }

/** What a person says of themselves, as the inputs hold it. */
export interface Details extends Chosen, Written {
  readonly name: string
  readonly birthDate: BirthDate
  readonly interests: readonly string[]
  readonly height: string
  readonly languages: readonly string[]
}

/** Three choices; '' is not chosen yet. */
export interface BirthDate {
  readonly year: string
  readonly month: string
  readonly day: string
}

const chosenIn = (given: Partial<Chosen>): Chosen =>
  Object.fromEntries(choices.map(({ name }) => [name, given[name]])) as Chosen

const writtenIn = (given: Partial<Written>): Written =>
  Object.fromEntries(ownTexts.map(({ name }) => [name, given[name] ?? ''])) as Written

/** The inputs before anything is said. */
export const noDetails: Details = {
  ...chosenIn({}),
  ...writtenIn({}),
  name: '',
  birthDate: { year: '', month: '', day: '' },
  interests: [],
  height: '',
  languages: [],
}

/** The inputs for a stored profile. */
export function detailsOf(profile: Profile): Details {
  const [year = '', month = '', day = ''] = profile.birth_date.split('-')
  return {
    ...chosenIn(profile),
    ...writtenIn(profile),
    name: profile.name,
    birthDate: { year, month: String(Number(month)), day: String(Number(day)) },
    interests: profile.interests,
    height: profile.height_cm === undefined ? '' : String(profile.height_cm),
    languages: profile.languages,
  }
}

/** YYYY-MM-DD; undefined while incomplete or for a day that is not in the calendar. */
export function isoDate({ year, month, day }: BirthDate): string | undefined {
  if (year === '' || month === '' || day === '') return undefined
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return exists ? date.toISOString().slice(0, 10) : undefined
}

/** Full years between a day of birth and today. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** The request for everything that is filled in; undefined while something that every profile needs is missing. */
export function toCreate(details: Details): CreateProfileRequest | undefined {
  const { gender } = details
  const birthDate = isoDate(details.birthDate)
  if (gender === undefined || birthDate === undefined || kept('name', details.name) === '') return undefined
  const given = Object.entries(wireOf(details)).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
  return { ...Object.fromEntries(given), name: kept('name', details.name), birth_date: birthDate, gender }
}

/** The request for what differs from the stored profile; null clears. */
export function toPatch(before: Profile, details: Details): UpdateMyProfileRequest {
  const old = wireOf(detailsOf(before))
  const changed = Object.entries(wireOf(details)).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key as keyof typeof old]),
  )
  return Object.fromEntries(changed)
}

type Field = Exclude<keyof UpdateMyProfileRequest, 'paused'>
type Wire = { readonly [Key in Field]-?: UpdateMyProfileRequest[Key] | null }

/** A text as the server keeps it. */
const kept = (field: 'name' | OwnTextName, text: string): string =>
  keepText(text, textLimits.UpdateMyProfileRequest[field].shape)

function wireOf(details: Details): Wire {
  return {
    ...chosenOrNull(details),
    ...keptOrNull(details),
    name: kept('name', details.name),
    birth_date: isoDate(details.birthDate) ?? null,
    interests: [...details.interests],
    height_cm: details.height === '' ? null : Number(details.height),
    languages: [...details.languages],
  }
}

const chosenOrNull = (details: Details): Pick<Wire, ChoiceName> =>
  Object.fromEntries(choices.map(({ name }) => [name, details[name] ?? null])) as Pick<Wire, ChoiceName>

const keptOrNull = (details: Details): Pick<Wire, OwnTextName> =>
  Object.fromEntries(ownTexts.map(({ name }) => [name, kept(name, details[name]) || null])) as Pick<
    Wire,
    OwnTextName
  >
