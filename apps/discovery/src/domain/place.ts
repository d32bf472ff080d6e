import { cellToLatLng, getResolution, isValidCell } from 'h3-js'

/** A point of the unit sphere, as single-precision numbers: memory and SQL hold the same. */
export interface Point {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** Where a person is: the centre of a cell and the cell's key. */
export interface Place extends Point {
  readonly cell: number
}

/** The place of an H3 cell in hexadecimal; undefined for what is no cell at resolution 6. */
export function placeOf(cell: string): Place | undefined {
  if (!isValidCell(cell) || getResolution(cell) !== 6) return undefined
  return { cell: cellKey(cell), ...pointOf(cell) }
}

/**
 * A cell as a small number: the bits of its base cell and digits, which is what H3's index holds beside the resolution. The key of a
 * cell's parent is the key shifted right by 3 (h3geo.org, "H3 index bit layout"); a position's own coarse cell may be another one.
 */
export function cellKey(cell: string): number {
  const resolution = getResolution(cell)
  return Number(
    (BigInt(`0x${cell}`) >> BigInt(3 * (15 - resolution))) & ((1n << BigInt(7 + 3 * resolution)) - 1n),
  )
}

/** The cell of a key, hexadecimal. */
export function cellOf(key: number, resolution: number): string {
  const unused = BigInt(3 * (15 - resolution))
  const index = (1n << 59n) | (BigInt(resolution) << 52n) | (BigInt(key) << unused) | ((1n << unused) - 1n)
  return index.toString(16)
}

/** The centre of a cell. */
export function pointOf(cell: string): Point {
  const [latitude, longitude] = cellToLatLng(cell).map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
  ]
  return {
    x: Math.fround(Math.cos(latitude) * Math.cos(longitude)),
    y: Math.fround(Math.cos(latitude) * Math.sin(longitude)),
    z: Math.fround(Math.sin(latitude)),
  }
}

/** Mean Earth radius in kilometres (IUGG). */
const earthKm = 6371.0088

/** The farthest that a search can go. */
export const farthestKm = 1000

/** The square of the straight line between two points of the unit sphere that are so many kilometres apart. */
export const chord2Of = (km: number): number => (2 * Math.sin(km / (2 * earthKm))) ** 2

/** The square of the straight line between two points. The order of the sums is the order in the SQL path. */
export function chord2(one: Point, other: Point): number {
  const [x, y, z] = [one.x - other.x, one.y - other.y, one.z - other.z]
  return x * x + y * y + z * z
}

/** chord2Of(1), chord2Of(2) … up to farthestKm. */
export const kilometreMarks: Float64Array = Float64Array.from({ length: farthestKm }, (_, at) =>
  chord2Of(at + 1),
)

/**
 * Whole kilometres, rounded down, of a squared line from chord2; farthestKm for everything beyond. It is the number of marks that are not
 * above the square.
 */
export function kilometresOf(square: number): number {
  let low = 0
  let high = farthestKm
  while (low < high) {
    const middle = (low + high) >>> 1
    if (kilometreMarks[middle]! <= square) low = middle + 1
    else high = middle
  }
  return low
}
