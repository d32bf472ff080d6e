import { chord2, kilometresOf, type Place, type Point } from '../domain/place.js'
import { bytesOf, grown } from './column.js'
import { KeyTable } from './key-table.js'

const unmeasured = -1

/** The occupied cells. People refer to a cell by its number, so that its centre is stored once and a query computes its distance once. */
export class Cells {
  readonly table = new KeyTable()
  #x = new Float32Array(16)
  #y = new Float32Array(16)
  #z = new Float32Array(16)
  #kilometres = new Int16Array(16).fill(unmeasured)
  readonly #measured: number[] = []
  #viewer: Point = { x: 0, y: 0, z: 0 }

  add(place: Place): number {
    const cell = this.table.add(place.cell)
    this.#x = grown(this.#x, cell + 1)
    this.#y = grown(this.#y, cell + 1)
    this.#z = grown(this.#z, cell + 1)
    this.#x[cell] = place.x
    this.#y[cell] = place.y
    this.#z[cell] = place.z
    const measures = this.#kilometres.length
    this.#kilometres = grown(this.#kilometres, cell + 1)
    this.#kilometres.fill(unmeasured, measures)
    return cell
  }

  /** Distances are measured from this point until the next call. */
  measureFrom(viewer: Point): void {
    for (const cell of this.#measured) this.#kilometres[cell] = unmeasured
    this.#measured.length = 0
    this.#viewer = viewer
  }

  /** Whole kilometres, rounded down. */
  kilometres(cell: number): number {
    const known = this.#kilometres[cell]!
    return known === unmeasured ? this.#measure(cell) : known
  }

  get bytes(): number {
    return (
      this.table.bytes + bytesOf([this.#x, this.#y, this.#z, this.#kilometres]) + 8 * this.#measured.length
    )
  }

  #measure(cell: number): number {
    const point = { x: this.#x[cell]!, y: this.#y[cell]!, z: this.#z[cell]! }
    const km = kilometresOf(chord2(point, this.#viewer))
    this.#kilometres[cell] = km
    this.#measured.push(cell)
    return km
  }
}
