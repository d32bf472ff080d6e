/** A place where a search can go on: a zone that was not entered yet, a list that has its zone's bound, or a list that was read in part. */
export interface Branch {
  /** No score in the branch is above this. */
  potential: number
  /** The most by which somebody in the branch can score above the own rank. */
  bound: number
  kind: 'zone' | 'far list' | 'list'
  readonly id: number
  /** How many people of the list were read. */
  read: number
}

/** The branches of a search in a heap, the most promising on top. */
export class Frontier {
  readonly #heap: Branch[] = []

  get top(): Branch | undefined {
    return this.#heap[0]
  }

  push(branch: Branch): void {
    const heap = this.#heap
    let at = heap.length
    for (; at > 0; at = (at - 1) >>> 1) {
      const parent = heap[(at - 1) >>> 1]!
      if (parent.potential >= branch.potential) break
      heap[at] = parent
    }
    heap[at] = branch
  }

  dropTop(): void {
    const last = this.#heap.pop()
    if (last && this.#heap.length > 0) this.#sink(last)
  }

  /** Must be called when the potential of the top has fallen. */
  lowerTop(): void {
    this.#sink(this.#heap[0]!)
  }

  #sink(branch: Branch): void {
    const heap = this.#heap
    let at = 0
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && heap[child + 1]!.potential > heap[child]!.potential) child++
      if (heap[child]!.potential <= branch.potential) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = branch
  }
}
