import type { Settings } from '@kindred/client'
import type { Locale } from '@kindred/locales'

/** HH:MM as the clock in a time zone shows it now. */
export const clockIn = (timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(Date.now())

/** What a time zone is called in a language, by its country or city. */
export function zoneName(timeZone: string, locale: Locale): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortGeneric' }).formatToParts()
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

/** The time zone by which a person's quiet hours go; empty while nobody knows it. */
export const zoneOf = ({ time_zone: told, place_time_zone: ofPlace }: Settings): string => told || ofPlace
