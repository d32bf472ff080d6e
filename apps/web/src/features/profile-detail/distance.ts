import type { Distance } from '@kindred/client'
import type { Translator } from '@kindred/locales'

import { lengthNumber, lengthText } from '../../ground/texts/lengths.js'

/** A distance in words, in the unit of the reader; undefined when it is not known. */
export function distanceText(distance: Distance | undefined, t: Translator['t']): string | undefined {
  if (distance === undefined) return undefined
  const { from_km: from, to_km: to } = distance
  if (to === 0) return t('distance-beyond', { from: lengthText(from, t) })
  if (from === 0) return t('distance-within', { to: lengthText(to, t) })
  return t('distance-between', { from: lengthNumber(from), to: lengthText(to, t) })
}
