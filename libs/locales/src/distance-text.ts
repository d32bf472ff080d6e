import { lengthNumber, lengthText } from './lengths.js'
import type { Translator } from './translator.js'

/** A distance between two people as a bucket, in kilometres; 0 as its upper end means that there is none. */
interface Distance {
  readonly from_km: number
  readonly to_km: number
}

/** A distance in words, in the unit of a reader with this IETF tag; undefined when it is not known. */
export function distanceText(
  distance: Distance | undefined,
  t: Translator['t'],
  tag: string,
): string | undefined {
  if (distance === undefined) return undefined
  const { from_km: from, to_km: to } = distance
  if (to === 0) return t('distance-beyond', { from: lengthText(from, t, tag) })
  if (from === 0) return t('distance-within', { to: lengthText(to, t, tag) })
  return t('distance-between', { from: lengthNumber(from, tag), to: lengthText(to, t, tag) })
}
