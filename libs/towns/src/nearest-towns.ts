import type { Narrowing } from './find-towns.js'
import { allPlaces, type Town, townAt } from './town.js'

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
  const places = allPlaces()
  const near: { readonly at: number; readonly km: number }[] = []
  for (const [at, latitude] of places.latitudes.entries()) {
    if (Math.abs(latitude - position.latitude) >= 1) continue
    if (countries.length > 0 && !countries.includes(places.countries[at]!)) continue
    const km = kmBetween(position, { latitude, longitude: places.longitudes[at]! })
    if (km <= withinKm) near.push({ at, km })
  }
  return near
    .sort((one, other) => one.km - other.km)
    .slice(0, limit)
    .map(({ at }) => townAt(at))
}
