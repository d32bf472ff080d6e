import { latLngToCell } from 'h3-js'

import { positionInvalid } from '../domain/errors.js'

const resolution = 6

/** The H3 cell of about 36 km² that holds a position (WGS 84 degrees): all that is ever kept of it. */
export function cellOf(latitude: number, longitude: number): string {
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) throw positionInvalid()
  return latLngToCell(latitude, longitude, resolution)
}
