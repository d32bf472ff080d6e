import type { Locale } from '@kindred/locales'

/** Whom news are for; undefined for everybody. */
export interface Audience {
  readonly language: Locale | undefined
  readonly days: number | undefined
  readonly verified: boolean
}

export const everybody: Audience = { language: undefined, days: undefined, verified: false }

/** In how many days people may have been there. */
export const offeredDays = [1, 7, 30, 90] as const
