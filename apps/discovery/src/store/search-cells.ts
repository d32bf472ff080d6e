import { cellToParent, gridDisk } from 'h3-js'
import { LRUCache } from 'lru-cache'

import { cellKey, cellOf, chord2, farthestKm, kilometresOf, pointOf } from '../domain/place.js'
import type { Search } from '../domain/search.js'
import { arrayOf } from './rules.js'

/** The cells that a search reads, and for each the least distance of anybody in it, in whole kilometres: arrays as PostgreSQL's text. */
export interface SearchCells {
  /** The column that holds the cells' keys. */
  readonly column: 'cell5' | 'cell4'
  readonly cells: string
  readonly nearest: string
}

// Per resolution, in kilometres: how far the centre of a cell at resolution 6 may lie from that of its ancestor, and how much each ring of
// cells adds to the radius at least. Both leave room for H3's distortion (measured: 8.0 and 29.2 km, 10.8 and 28.6 km).
const scales = {
  near: { column: 'cell5', resolution: 5, coverKm: 9, ringKm: 10 },
  far: { column: 'cell4', resolution: 4, coverKm: 33, ringKm: 26 },
} as const

/** Beyond this the cells at resolution 5 would be too many. */
const nearKm = 90

const cache = new LRUCache<string, SearchCells>({ max: 2_000 })

/** The cells of a search, kept for the next one: they depend only on the place and the radius. */
export function searchCellsOf({ viewer, maxKm }: Search): SearchCells {
  const scale = maxKm <= nearKm ? scales.near : scales.far
  const centre = cellToParent(cellOf(viewer.cell, 6), scale.resolution)
  const name = `${viewer.cell} ${maxKm}`
  const known = cache.get(name)
  if (known !== undefined) return known
  const cells: number[] = []
  const nearest: number[] = []
  for (const cell of gridDisk(centre, Math.ceil((maxKm + 2 * scale.coverKm) / scale.ringKm))) {
    const km = kilometresOf(chord2(pointOf(cell), viewer))
    if (km - scale.coverKm > Math.min(maxKm, farthestKm)) continue
    cells.push(cellKey(cell))
    nearest.push(Math.max(0, km - scale.coverKm))
  }
  const found: SearchCells = { column: scale.column, cells: arrayOf(cells), nearest: arrayOf(nearest) }
  cache.set(name, found)
  return found
}
