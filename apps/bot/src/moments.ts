import type { Locale } from '@kindred/locales'

/** A day as people of a language write it. */
export const dayIn = (locale: Locale, moment: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(moment))
