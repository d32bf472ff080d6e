/** A zone that was not entered yet, a list as far away as its zone's nearest people may be, or a list that was read up to a place. */
export interface Branch {
  /** No score in it is above this. */
  potential: number
  /** What the potential of a person there has above the rank. */
  bound: number
  kind: 'zone' | 'far list' | 'list'
  readonly id: number
  /** How many of a list were read. */
  read: number
}

/** Where a search may go on, the most promising branch first: a heap. */
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

  /** To be told when the potential of the top went down. */
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
