import type { Translator } from '@kindred/locales'
import { distanceText as textOfDistance, lengthText as textOfLength } from '@kindred/locales/people'

/** A number of kilometres in the unit of the reader, with its name. */
export const lengthText = (km: number, t: Translator['t']): string => textOfLength(km, t, navigator.language)

/** A distance in words, in the unit of the reader; undefined when it is not known. */
export const distanceText = (
  distance: Parameters<typeof textOfDistance>[0],
  t: Translator['t'],
): string | undefined => textOfDistance(distance, t, navigator.language)
