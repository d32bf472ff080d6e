import { grown } from './column.js'

const nobody = -0x80000000

/** For each zone and kind a rank that nobody there is above; it may be too high, never too low. */
export class Peaks {
  #ranks = new Int32Array(48).fill(nobody)

  of(list: number): number {
    return list < this.#ranks.length && this.#ranks[list]! > nobody ? this.#ranks[list]! : -Infinity
  }

  raise(list: number, rank: number): void {
    if (rank > this.of(list)) this.set(list, rank)
  }

  /** When somebody has looked: the highest rank, -Infinity for nobody. */
  set(list: number, rank: number): void {
    const length = this.#ranks.length
    this.#ranks = grown(this.#ranks, list + 1)
    this.#ranks.fill(nobody, length)
    this.#ranks[list] = Math.max(rank, nobody)
  }

  get bytes(): number {
    return this.#ranks.byteLength
  }
}
