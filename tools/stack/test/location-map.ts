import { cellToLatLng, latLngToCell } from 'h3-js'

/** A place on Earth, WGS 84 degrees. */
export interface Spot {
  readonly latitude: number
  readonly longitude: number
}

const earthKm = 6371.0088
const kmPerDegree = (Math.PI * earthKm) / 180

/** Great-circle kilometres. */
export function kilometresBetween(one: Spot, other: Spot): number {
  const [a, b] = [unitVector(one), unitVector(other)]
  return kilometresOf(a, b)
}

type Vector = readonly [number, number, number]

function unitVector({ latitude, longitude }: Spot): Vector {
  const [lat, lng] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180]
  return [Math.cos(lat) * Math.cos(lng), Math.cos(lat) * Math.sin(lng), Math.sin(lat)]
}

const kilometresOf = (a: Vector, b: Vector): number =>
  2 * earthKm * Math.asin(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) / 2)

/** So many kilometres east and north of a spot; good for some tens of kilometres. */
export const moved = (from: Spot, eastKm: number, northKm: number): Spot => ({
  latitude: from.latitude + northKm / kmPerDegree,
  longitude: from.longitude + eastKm / kmPerDegree / Math.cos((from.latitude * Math.PI) / 180),
})

/** The middle of a few spots near each other. */
export const middleOf = (spots: readonly Spot[]): Spot => ({
  latitude: spots.reduce((sum, { latitude }) => sum + latitude, 0) / spots.length,
  longitude: spots.reduce((sum, { longitude }) => sum + longitude, 0) / spots.length,
})

/** What a system may make of a position before it measures. */
export type Coarsen = (spot: Spot) => Spot

/** Measures from where people really are. */
export const exactly: Coarsen = (spot) => spot

/** Measures from the centre of the H3 cell. */
export const toCellCentre =
  (resolution: number): Coarsen =>
  ({ latitude, longitude }) => {
    const [lat, lng] = cellToLatLng(latLngToCell(latitude, longitude, resolution))
    return { latitude: lat, longitude: lng }
  }

/** Where somebody may be, and how far each of these spots is from an account. */
export interface LocationMap {
  readonly spots: readonly Spot[]
  /** Where the system is thought to measure from. */
  readonly coarsen: Coarsen
  /** Kilometres from a spot to each of the map's. */
  distancesFrom(spot: Spot): Float32Array
}

/** All that a coarsening leaves of a square of so many kilometres: every 400 m a point, or each cell's centre once. */
export function createMap(centre: Spot, halfKm: number, coarsen: Coarsen): LocationMap {
  const stepKm = 0.4
  const steps = Math.ceil((2 * halfKm) / stepKm)
  const along = Array.from({ length: steps + 1 }, (_, index) => index * stepKm - halfKm)
  const grid = along.flatMap((north) => along.map((east) => coarsen(moved(centre, east, north))))
  const spots = [...new Map(grid.map((spot) => [`${spot.latitude} ${spot.longitude}`, spot])).values()]
  const vectors = spots.map(unitVector)
  const remembered = remember(coarsen)
  return {
    spots,
    coarsen: remembered,
    distancesFrom: remember((spot) => {
      const from = unitVector(remembered(spot))
      return Float32Array.from(vectors, (vector) => kilometresOf(from, vector))
    }),
  }
}

/** Asked again for the same spot, answers without work. */
function remember<Result>(work: (spot: Spot) => Result): (spot: Spot) => Result {
  const known = new Map<Spot, Result>()
  return (spot) => {
    const result = known.get(spot) ?? work(spot)
    known.set(spot, result)
    return result
  }
}
