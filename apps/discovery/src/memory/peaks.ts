import { grown } from './column.js'

const nobody = -0x80000000

/** For each zone and kind a rank that nobody there exceeds. It does not fall when somebody leaves: ranks rise with time anyway. */
export class Peaks {
  #ranks = new Int32Array(48).fill(nobody)

  /** -Infinity where nobody ever was. */
  of(id: number): number {
    return id < this.#ranks.length && this.#ranks[id]! > nobody ? this.#ranks[id]! : -Infinity
  }

  raise(id: number, rank: number): void {
    const { length } = this.#ranks
    this.#ranks = grown(this.#ranks, id + 1).fill(nobody, length)
    if (rank > this.#ranks[id]!) this.#ranks[id] = rank
  }

  get bytes(): number {
    return this.#ranks.byteLength
  }
}
