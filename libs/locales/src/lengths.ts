import type { Translator } from './translator.js'

/** Regions that use miles. */
const milesRegions: ReadonlySet<string> = new Set(['US', 'GB', 'LR', 'MM'])
const kmPerMile = 1.609344

/** Whether readers with this IETF tag think in miles. */
export const thinksInMiles = (tag: string): boolean => milesRegions.has(/-([A-Z]{2})\b/.exec(tag)?.[1] ?? '')

/** Whole miles, rounder the more there are: distances are rough. */
export function milesOf(km: number): number {
  const miles = km / kmPerMile
  const step = miles < 10 ? 1 : miles < 100 ? 5 : 10
  return Math.round(miles / step) * step
}

/** A number of kilometres in the unit of a reader with this IETF tag, without its name. */
export const lengthNumber = (km: number, tag: string): number => (thinksInMiles(tag) ? milesOf(km) : km)

/** The same with its name. */
export const lengthText = (km: number, t: Translator['t'], tag: string): string =>
  t(thinksInMiles(tag) ? 'length-miles' : 'length-km', { count: lengthNumber(km, tag) })
