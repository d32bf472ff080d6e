import type { PairBatch } from './pairs.js'

/** What lies between a viewer and the others. */
export interface Relation {
  /** Swiped by the viewer, or blocked by one of the two. */
  readonly seen: Set<number>
  /** Those of a block alone. */
  readonly apart: Set<number>
  /** Like the viewer, who has not answered, without a block. */
  readonly likers: Set<number>
  /** How many of `seen` are swipes. */
  swiped: number
}

/** Keeps what concerns some viewers while all pairs pass by. */
export class Relations {
  readonly #of = new Map<number, Relation>()
  readonly #watched: Uint8Array

  constructor(count: number, viewers: Iterable<number>) {
    this.#watched = new Uint8Array(count + 1)
    for (const slot of viewers) {
      this.#watched[slot] = 1
      this.#of.set(slot, { seen: new Set(), apart: new Set(), likers: new Set(), swiped: 0 })
    }
  }

  of(slot: number): Relation {
    const relation = this.#of.get(slot)
    if (relation === undefined) throw new Error(`slot ${slot} was not watched`)
    return relation
  }

  watch(batch: PairBatch): void {
    for (let at = 0; at < batch.length; at++) {
      const [lower, upper] = [batch.lower[at]!, batch.upper[at]!]
      const [lowerSwipe, upperSwipe] = [batch.lowerSwipe[at]!, batch.upperSwipe[at]!]
      const blocked = batch.blocked[at] !== 0
      if (this.#watched[lower] === 1)
        note(this.of(lower), { other: upper, mine: lowerSwipe, theirs: upperSwipe, blocked })
      if (this.#watched[upper] === 1)
        note(this.of(upper), { other: lower, mine: upperSwipe, theirs: lowerSwipe, blocked })
    }
  }
}

function note(
  relation: Relation,
  pair: { other: number; mine: number; theirs: number; blocked: boolean },
): void {
  if (pair.mine !== 0) relation.swiped++
  if (pair.blocked) relation.apart.add(pair.other)
  if (pair.mine !== 0 || pair.blocked) relation.seen.add(pair.other)
  else if (pair.theirs === 1 || pair.theirs === 3) relation.likers.add(pair.other)
}
