import { KindredError, textLimits } from '@kindred/client'
import { type ChoiceName, choices, type OwnTextName, ownTexts } from '@kindred/facts'
import { ages } from '@kindred/kernel/age'
import { keepText } from '@kindred/kernel/text'
import type { Key } from '@kindred/locales'
import { textErrorKey } from '@kindred/locales/people'

import { leftOf } from '../../kit/text-limit.js'
import { ageOn, type Details, isoDate } from './details.js'

/** Fields as the API names them. */
type FieldName =
  | ChoiceName
  | OwnTextName
  | 'name'
  | 'birth_date'
  | 'interests'
  | 'height_cm'
  | 'languages'
  | 'wanted_genders'
  | 'max_age'

/** The text of what is wrong, by field. */
export type FieldErrors = Partial<Record<FieldName, Key>>

const textsOfChoices = Object.fromEntries(choices.map(({ name }) => [name, 'form-error-choose'])) as {
  [Name in ChoiceName]: Key
}
const textsOfTexts = Object.fromEntries(ownTexts.map(({ name }) => [name, textErrorKey(name)])) as {
  [Name in OwnTextName]: Key
}
const texts: Readonly<Record<FieldName, Key>> = {
  ...textsOfChoices,
  ...textsOfTexts,
  name: 'form-error-name',
  birth_date: 'form-error-birth-date',
  interests: 'form-error-interests',
  height_cm: 'form-error-height',
  languages: 'form-error-languages',
  wanted_genders: 'form-error-wanted',
  max_age: 'form-error-ages',
}
const limits = textLimits.UpdateMyProfileRequest

/** What can be told before the server is asked: the fields that every profile needs, how long its texts are, and the height. */
export function checkDetails(details: Details, today: string): FieldErrors {
  const errors: FieldErrors = {}
  if (!isName(details.name)) errors.name = texts.name
  for (const { name } of ownTexts) if (leftOf(details[name], limits[name]) < 0) errors[name] = texts[name]
  const birthDate = isoDate(details.birthDate)
  const age = birthDate === undefined ? undefined : ageOn(birthDate, today)
  if (age === undefined || age > ages.max) errors.birth_date = texts.birth_date
  else if (age < ages.min) errors.birth_date = 'form-error-underage'
  for (const { name, isRequired } of choices)
    if (isRequired && details[name] === undefined) errors[name] = texts[name]
  if (details.height !== '' && !isHeight(details.height)) errors.height_cm = texts.height_cm
  return errors
}

const isName = (name: string): boolean =>
  leftOf(name, limits.name) >= 0 && /\p{L}/u.test(keepText(name, limits.name.shape))
const isHeight = (height: string): boolean =>
  /^\d{3}$/.test(height) && Number(height) >= 100 && Number(height) <= 250

/** What the server says more of than which field it is. */
const textsOfCodes: Readonly<Record<string, Key>> = {
  UNDERAGE: 'form-error-underage',
  POSES_AS_STAFF: 'form-error-name-staff',
  CONTACT: 'form-error-name-contact',
}

/** The fields that the server refused, by the pointers of its problem. */
export function errorsOf(error: unknown): FieldErrors {
  const fields = error instanceof KindredError ? (error.problem.errors ?? []) : []
  return Object.fromEntries(
    fields.flatMap(({ pointer, code }) => {
      const name = pointer.split('/')[1] ?? ''
      if (!(name in texts)) return []
      return [[name, textsOfCodes[code] ?? texts[name as FieldName]]]
    }),
  )
}

/** Whether there is any. */
export const hasErrors = (errors: FieldErrors): boolean => Object.keys(errors).length > 0
