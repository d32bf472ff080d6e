/** The part of a wire that the backlog uses. */
interface Waiting {
  /** Characters that are not sent yet. */
  readonly queued: number
  /** Closes a peer that reads too slowly. */
  giveUp(): void
}

/** The unsent frames of all slow peers of this gateway, counted together. */
export interface Backlog {
  /** Counts text that was queued on a wire. Above the limit the wire with the longest queue is given up. */
  grew(wire: Waiting, length: number): void
  /** Counts text that has left a queue. */
  shrank(wire: Waiting, length: number): void
  /** Called when a peer is closed for reading too slowly. */
  onSlow(): void
}

/** Characters of all wires; a character takes one byte or two. */
const maxTotal = 24 * 1024 * 1024

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
