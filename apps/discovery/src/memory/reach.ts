import { farthestKm, kilometreMarks, type Point } from '../domain/place.js'
import type { Places } from './places.js'

/** The square of the straight line below which somebody is nearer than so many kilometres: kilometresOf the other way round. */
export function reach2(km: number): number {
  if (km > farthestKm) return Infinity
  return km > 0 ? kilometreMarks[Math.ceil(km) - 1]! : 0
}

/** The zones where somebody may be nearer than so many kilometres. */
export function zonesWithin(places: Places, point: Point, km: number): number[] {
  const { regions, regionCircles, zoneCircles, zonesOf } = places
  const reach = reach2(km)
  const zones: number[] = []
  for (let region = 1; region <= regions.size; region++) {
    if (regionCircles.nearest2(region, point) >= reach) continue
    for (let zone = zonesOf.first[region] ?? 0; zone > 0; zone = zonesOf.next[zone]!)
      if (zoneCircles.nearest2(zone, point) < reach) zones.push(zone)
  }
  return zones
}
