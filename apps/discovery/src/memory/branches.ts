import { bytesOf, grown } from './column.js'

/** The children of each parent as chains of numbers from 1; 0 is the end. */
export class Branches {
  first = new Int32Array(16)
  next = new Int32Array(16)

  add(parent: number, child: number): void {
    this.first = grown(this.first, parent + 1)
    this.next = grown(this.next, child + 1)
    this.next[child] = this.first[parent]!
    this.first[parent] = child
  }

  get bytes(): number {
    return bytesOf([this.first, this.next])
  }
}
