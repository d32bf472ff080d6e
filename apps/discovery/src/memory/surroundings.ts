import { isLike } from '../domain/pair.js'
import type { AroundRow } from '../store/around.js'
import type { PairRow } from '../store/schema.js'
import { createSlotList, type SlotList } from './slot-list.js'

/** The slots of people by their relation to a viewer: see PeopleIndex. */
export interface Around {
  readonly seen: SlotList
  readonly apart: SlotList
  readonly likers: SlotList
}

/** The number of slots that are kept for all viewers together: 4 bytes each. */
const maxSlots = 20_000_000

const sizeOf = ({ seen, apart, likers }: Around): number => seen.size + apart.size + likers.size

/** The surroundings of viewers who asked lately. */
export class Surroundings {
  readonly #read: (viewer: number) => Promise<AroundRow>
  readonly #known = new Map<number, Around>()
  readonly #reading = new Map<number, { changes: number; around: Promise<Around> }>()
  #slots = 0

  /** `read` asks the database. */
  constructor(read: (viewer: number) => Promise<AroundRow>) {
    this.#read = read
  }

  /** The surroundings of one viewer, read from the database when they are not known. */
  of(viewer: number): Promise<Around> {
    const around = this.#known.get(viewer)
    if (around === undefined) return this.#reading.get(viewer)?.around ?? this.#load(viewer)
    this.#known.delete(viewer)
    this.#known.set(viewer, around)
    return Promise.resolve(around)
  }

  knows(slot: number): boolean {
    return this.#known.has(slot) || this.#reading.has(slot)
  }

  /** The number of people whom the viewer has seen, if it is known. */
  seenBy(viewer: number): number | undefined {
    return this.#known.get(viewer)?.seen.size
  }

  /** Applies the present state of a pair; undefined when the two have no row. */
  apply(lower: number, upper: number, pair: PairRow | undefined): void {
    const areApart = pair !== undefined && (pair.lower_blocked_at !== null || pair.upper_blocked_at !== null)
    const swipes = [pair?.lower_swipe ?? null, pair?.upper_swipe ?? null] as const
    for (const [viewer, other, [mine, theirs]] of [
      [lower, upper, swipes],
      [upper, lower, swipes.toReversed() as [PairRow['lower_swipe'], PairRow['lower_swipe']]],
    ] as const)
      this.#change(viewer, ({ seen, apart, likers }) => {
        seen.set(other, mine !== null || areApart)
        apart.set(other, areApart)
        likers.set(other, mine === null && isLike(theirs) && !areApart)
      })
  }

  /** Applies a swipe of the viewer on the other. */
  swiped(viewer: number, other: number): void {
    this.#change(viewer, ({ seen, likers }) => {
      seen.set(other, true)
      likers.set(other, false)
    })
  }

  /** Forgets everything. */
  clear(): void {
    this.#known.clear()
    for (const entry of this.#reading.values()) entry.changes++
    this.#slots = 0
  }

  #load(viewer: number): Promise<Around> {
    const entry = { changes: 0, around: undefined as unknown as Promise<Around> }
    this.#reading.set(viewer, entry)
    entry.around = this.#readFresh(viewer, entry).finally(() => this.#reading.delete(viewer))
    return entry.around
  }

  async #readFresh(viewer: number, entry: { readonly changes: number }): Promise<Around> {
    for (;;) {
      const before = entry.changes
      const { seen, apart, likers } = await this.#read(viewer)
      // A change that was made while the database answered may be missing in the answer.
      if (entry.changes !== before) continue
      const lists = {
        seen: createSlotList(seen),
        apart: createSlotList(apart),
        likers: createSlotList(likers),
      }
      return this.#keep(viewer, lists)
    }
  }

  #keep(viewer: number, around: Around): Around {
    this.#known.set(viewer, around)
    this.#slots += sizeOf(around)
    for (const [oldest, its] of this.#known) {
      if (this.#slots <= maxSlots || oldest === viewer) break
      this.#known.delete(oldest)
      this.#slots -= sizeOf(its)
    }
    return around
  }

  #change(viewer: number, work: (around: Around) => void): void {
    const entry = this.#reading.get(viewer)
    if (entry !== undefined) entry.changes++
    const around = this.#known.get(viewer)
    if (around === undefined) return
    this.#slots -= sizeOf(around)
    work(around)
    this.#slots += sizeOf(around)
  }
}
