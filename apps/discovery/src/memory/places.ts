import { cellOf, type Place } from '../domain/place.js'
import { Branches } from './branches.js'
import { Cells } from './cells.js'
import { Circles } from './circles.js'
import { bytesOf, grown } from './column.js'
import { KeyTable } from './key-table.js'
import { kindCount } from './kinds.js'

/**
 * The occupied places: cells (resolution 6) in areas (5) in zones (4) in regions (1), each known by a small number from 1. Once
 * occupied they stay known. People are in lists for each area, see kinds.ts.
 */
export class Places {
  readonly cells = new Cells()
  readonly areas = new KeyTable()
  readonly zones = new KeyTable()
  readonly regions = new KeyTable()
  readonly zoneCircles = new Circles()
  readonly regionCircles = new Circles()
  readonly zonesOf = new Branches()
  /** Which of the seven children of each zone and area are occupied, one bit each. */
  #areasOf: Uint8Array = new Uint8Array(16)
  #cellsOf: Uint8Array = new Uint8Array(16)

  /** The number of a cell's region, known from now on. */
  region(key: number): number {
    const before = this.regions.size
    const region = this.regions.add(key >> 15)
    if (region > before) this.regionCircles.add(region, cellOf(key >> 15, 1))
    return region
  }

  /** The number of a cell, known from now on. */
  cell(place: Place): number {
    const known = this.cells.table.find(place.cell)
    if (known > 0) return known
    const cell = this.cells.add(place)
    const zone = this.#zone(place)
    const before = this.areas.size
    const area = this.areas.add(place.cell >> 3)
    if (area > before) this.#areasOf = noted(this.#areasOf, zone, place.cell >> 3)
    this.#cellsOf = noted(this.#cellsOf, area, place.cell)
    return cell
  }

  /** The areas of a zone. */
  areasOf(zone: number): number[] {
    return childrenOf(this.zones.keys[zone]!, this.#areasOf[zone]!, this.areas)
  }

  /** The cells of an area. */
  cellsOf(area: number): number[] {
    return childrenOf(this.areas.keys[area]!, this.#cellsOf[area]!, this.cells.table)
  }

  /** The key of a cell. */
  keyOf(cell: number): number {
    return this.cells.table.keys[cell]!
  }

  /** The list of a cell's people of one kind. */
  list(cell: number, kind: number): number {
    return this.areas.find(this.keyOf(cell) >> 3) * kindCount + kind
  }

  /** Above the number of every list. */
  get listCount(): number {
    return (this.areas.size + 1) * kindCount
  }

  get bytes(): number {
    const parts = [this.cells, this.areas, this.zones, this.regions, this.zoneCircles, this.regionCircles]
    const masks = bytesOf([this.#areasOf, this.#cellsOf])
    return [...parts, this.zonesOf].reduce((sum, part) => sum + part.bytes, masks)
  }

  #zone(place: Place): number {
    const region = this.region(place.cell)
    const before = this.zones.size
    const zone = this.zones.add(place.cell >> 6)
    if (zone > before) {
      this.zoneCircles.add(zone, cellOf(place.cell >> 6, 4))
      this.zonesOf.add(region, zone)
    }
    this.zoneCircles.widen(zone, place)
    this.regionCircles.widen(region, place)
    return zone
  }
}

// A child's key is its parent's and one digit more, see cellKey.
const digits = 7

const noted = (masks: Uint8Array, parent: number, child: number): Uint8Array => {
  const wide = grown(masks, parent + 1)
  wide[parent]! |= 1 << (child & 7)
  return wide
}

function childrenOf(parentKey: number, mask: number, table: KeyTable): number[] {
  const children: number[] = []
  for (let digit = 0; digit < digits; digit++)
    if ((mask & (1 << digit)) !== 0) children.push(table.find((parentKey << 3) | digit))
  return children
}
