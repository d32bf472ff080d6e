import { type Distance } from '@kindred/client'
import { type Translator } from '@kindred/locales'

/** A distance in words; undefined when it is not known. */
export function distanceText(distance: Distance | undefined, t: Translator['t']): string | undefined {
  if (distance === undefined) return undefined
  const { from_km: from, to_km: to } = distance
  if (to === 0) return t('distance-beyond', { from })
  return from === 0 ? t('distance-within', { to }) : t('distance-between', { from, to })
}
