import { ages } from '@kindred/kernel'
import { locales } from '@kindred/locales'

/**
 * The days that somebody may mean who writes a date of birth: one as a rule, two where day and month could be either way round, none when it
 * is no date. Read are numbers in the order of day, month and year with any sign between them, the ISO order, and months by their names.
 */
export function birthDatesIn(text: string, today: Date): string[] {
  const words = text.toLowerCase().match(/\p{L}+|\p{Nd}+/gu) ?? []
  const numbers = words.filter((word) => /^\d+$/.test(word))
  const month = words.map(monthNamed).find((found) => found !== undefined)
  const days = month === undefined ? inNumbers(numbers, text, today) : withMonth(numbers, month, today)
  return [...new Set(days.flatMap((day) => isoDay(day) ?? []))]
}

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

function inNumbers(numbers: readonly string[], text: string, today: Date): Day[] {
  if (numbers.length !== 3) return numbers.length === 1 ? together(numbers[0]!, today) : []
  const [first = '', second = '', third = ''] = numbers
  if (first.length === 4) return [{ year: Number(first), month: Number(second), day: Number(third) }]
  const year = yearOf(third, today)
  const dayFirst = { year, month: Number(second), day: Number(first) }
  // Only slashes are written in both orders.
  return text.includes('/') ? [dayFirst, { year, month: Number(first), day: Number(second) }] : [dayFirst]
}

/** 12041996 */
const together = (digits: string, today: Date): Day[] =>
  digits.length === 8 ? inNumbers([digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)], '', today) : []

function withMonth(numbers: readonly string[], month: number, today: Date): Day[] {
  if (numbers.length !== 2) return []
  const [day = '', year = ''] = numbers[0]?.length === 4 ? [...numbers].reverse() : numbers
  return [{ year: yearOf(year, today), month, day: Number(day) }]
}

/** Two digits mean the latest year in which somebody was born who is grown up now. */
function yearOf(digits: string, today: Date): number {
  if (digits.length !== 2) return Number(digits)
  const grownUp = today.getUTCFullYear() - ages.min
  const year = Math.floor(grownUp / 100) * 100 + Number(digits)
  return year > grownUp ? year - 100 : year
}

/** The day as YYYY-MM-DD when it is in the calendar. */
function isoDay({ year, month, day }: Day): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = year > 999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.toISOString().slice(0, 10) : undefined
}

/** Every form of a month's name in the languages of Kindred: alone, and beside a day. */
const monthNames: readonly (readonly string[])[] = Array.from({ length: 12 }, (_, month) =>
  locales.flatMap((locale) =>
    [{ month: 'long' } as const, { month: 'long', day: 'numeric' } as const].map((parts) =>
      nameIn(new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' }), new Date(Date.UTC(2000, month))),
    ),
  ),
)

function nameIn(format: Intl.DateTimeFormat, date: Date): string {
  const part = format.formatToParts(date).find(({ type }) => type === 'month')
  return (part?.value ?? '').toLowerCase()
}

const shortestName = 3

/** The number of the month that a word names, or abbreviates to three letters and more. */
function monthNamed(word: string): number | undefined {
  if (word.length < shortestName) return undefined
  const at = monthNames.findIndex((names) => names.some((name) => name.startsWith(word)))
  return at < 0 ? undefined : at + 1
}
