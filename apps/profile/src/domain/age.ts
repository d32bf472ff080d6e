import { ageOn, ages } from '@kindred/kernel'

import { birthDateInvalid, profileUnderage } from './errors.js'

/** The birth date when it is a day of the calendar that makes the person 18 to 100 years old. */
export function readBirthDate(birthDate: string, now: Date): string {
  if (!isDay(birthDate)) throw birthDateInvalid('Write a day of the calendar as YYYY-MM-DD.')
  const age = ageOn(birthDate, now)
  if (age < ages.min) throw profileUnderage()
  if (age > ages.max) throw birthDateInvalid('A person is at most 100 years old.')
  return birthDate
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
