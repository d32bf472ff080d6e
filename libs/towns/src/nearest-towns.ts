import type { Narrowing } from './find-towns.js'
import { allTowns, type Town } from './town.js'

const earthKm = 6371.0088
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** WGS 84 degrees. */
export interface Position {
  readonly latitude: number
  readonly longitude: number
}

/** The great-circle distance in kilometres. */
export function kmBetween(one: Position, other: Position): number {
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2
  const square =
    half(one.latitude, other.latitude) +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * half(one.longitude, other.longitude)
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(square)))
}

const withinKm = 50

/** The towns within 50 km of a position, the nearest first. */
export function nearestTowns(position: Position, limit: number, { countries }: Narrowing): Town[] {
  return allTowns()
    .filter(({ latitude }) => Math.abs(latitude - position.latitude) < 1)
    .filter(({ country }) => countries.length === 0 || countries.includes(country))
    .map((town) => ({ town, km: kmBetween(position, town) }))
    .filter(({ km }) => km <= withinKm)
    .sort((one, other) => one.km - other.km)
    .slice(0, limit)
    .map(({ town }) => town)
}
