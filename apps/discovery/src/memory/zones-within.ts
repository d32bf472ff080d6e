import { farthestKm, kilometreMarks, type Point } from '../domain/place.js'
import type { Places } from './places.js'

/** The squared line below which somebody is nearer than so many kilometres: the inverse of kilometresOf. */
export function squareOf(km: number): number {
  if (km > farthestKm) return Infinity
  return km > 0 ? kilometreMarks[Math.ceil(km) - 1]! : 0
}

/** The zones in which somebody may be nearer than so many kilometres. */
export function zonesWithin(places: Places, point: Point, km: number): number[] {
  const { regions, regionCircles, zoneCircles, zonesOf } = places
  const limit = squareOf(km)
  const zones: number[] = []
  for (let region = 1; region <= regions.size; region++) {
    if (regionCircles.nearest2(region, point) >= limit) continue
    for (let zone = zonesOf.first[region] ?? 0; zone > 0; zone = zonesOf.next[zone]!)
      if (zoneCircles.nearest2(zone, point) < limit) zones.push(zone)
  }
  return zones
}
