import { dayInFull, type Locale } from '@kindred/locales'

/** A day as people of a language write it. */
export const dayIn = (locale: Locale, moment: string): string => dayInFull(new Date(moment), locale, 'UTC')

const hourSeconds = 3_600

/** How long until something comes, in words: "in 5 hours", "in 12 minutes". */
export function soonIn(locale: Locale, seconds: number): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
  return seconds >= hourSeconds
    ? words.format(Math.ceil(seconds / hourSeconds), 'hour')
    : words.format(Math.max(1, Math.ceil(seconds / 60)), 'minute')
}
