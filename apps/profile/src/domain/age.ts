import { birthDateInvalid, profileUnderage } from './errors.js'

/** Full years on a day, both in UTC. Whoever was born on 29 February turns a year older on 1 March of a common year. */
export function ageOn(birthDate: string, now: Date): number {
  const [year, month, day] = partsOf(birthDate)
  const years = now.getUTCFullYear() - year
  const had = now.getUTCMonth() + 1 > month || (now.getUTCMonth() + 1 === month && now.getUTCDate() >= day)
  return had ? years : years - 1
}

/** The birth date when it is a day of the calendar that makes the person 18 to 100 years old. */
export function readBirthDate(birthDate: string, now: Date): string {
  if (!isDay(birthDate)) throw birthDateInvalid('Write a day of the calendar as YYYY-MM-DD.')
  const age = ageOn(birthDate, now)
  if (age < 18) throw profileUnderage()
  if (age > 100) throw birthDateInvalid('A person is at most 100 years old.')
  return birthDate
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

const partsOf = (date: string) => date.split('-').map(Number) as [year: number, month: number, day: number]
