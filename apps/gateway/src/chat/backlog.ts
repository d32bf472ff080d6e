/** The sending side of a socket, as far as the backlog must know it. */
export interface Waiting {
  /** Characters that wait. */
  readonly queued: number
  /** Closes a peer that reads too slowly. */
  giveUp(): void
}

/** What waits for slow peers of this gateway, all together. */
export interface Backlog {
  /** More waits on a wire; where it is too much, the one with the most is given up. */
  grew(wire: Waiting, length: number): void
  /** Less waits. */
  shrank(wire: Waiting, length: number): void
  /** A peer is closed for not reading. */
  onSlow(): void
}

/** Characters of all wires; a character takes one byte or two. */
const maxTotal = 24 * 1024 * 1024

/** Nothing waits yet. */
export function createBacklog(onSlow: () => void): Backlog {
  const behind = new Set<Waiting>()
  let total = 0
  return {
    onSlow,
    grew(wire, length) {
      behind.add(wire)
      total += length
      if (total > maxTotal) longest(behind)?.giveUp()
    },
    shrank(wire, length) {
      total -= length
      if (wire.queued === 0) behind.delete(wire)
    },
  }
}

function longest(wires: Iterable<Waiting>): Waiting | undefined {
  let found: Waiting | undefined
  for (const wire of wires) if (found === undefined || wire.queued > found.queued) found = wire
  return found
}
