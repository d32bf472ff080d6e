import { latLngToCell } from 'h3-js'

import { positionInvalid } from './errors.js'

const resolution = 6

/** As a request has it: both are required, and nothing else stands for a missing one. */
interface Position {
  readonly latitude?: number | undefined
  readonly longitude?: number | undefined
}

/** The H3 cell of about 36 km² that holds a position (WGS 84 degrees): all that is ever kept of it. */
export function cellOf({ latitude = Number.NaN, longitude = Number.NaN }: Position): string {
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) throw positionInvalid()
  return latLngToCell(latitude, longitude, resolution)
}
