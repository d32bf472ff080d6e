import type { Place } from '../domain/place.js'
import type { Search } from '../domain/search.js'
import { bytesOf, grown } from './column.js'
import type { Places } from './places.js'
import { squareOf } from './zones-within.js'

/** How many people are in a cell. */
export interface Crowd extends Place {
  readonly people: number
}

/**
 * Which regions of the world (resolution 1) the index holds: all, or as many as fit. A region is held whole or not at all, so that a search
 * that reaches only held ones is exact. A region without people becomes held when its first person comes.
 */
export class Regions {
  readonly #places: Places
  #people = new Int32Array(16)
  #givenUp = new Uint8Array(16)

  constructor(places: Places) {
    this.#places = places
  }

  /** Chooses the most populous regions that fit together and drops the others. */
  admit(crowds: Iterable<Crowd>, maxPeople: number): void {
    const populations: number[] = []
    for (const crowd of crowds) {
      const region = this.#enter(crowd)
      populations[region] = (populations[region] ?? 0) + crowd.people
    }
    let room = maxPeople
    for (const region of [...populations.keys()].sort(
      (a, b) => (populations[b] ?? 0) - (populations[a] ?? 0),
    )) {
      room -= populations[region] ?? 0
      if (room < 0) this.#givenUp[region] = 1
    }
  }

  /** Whether the region of a place is held; either way `covers` takes the place into account from now on. */
  holds(place: Place): boolean {
    // Entered first: a new region may replace the column.
    const region = this.#enter(place)
    return this.#givenUp[region] === 0
  }

  count(key: number, more: 1 | -1): void {
    this.#people[this.#places.region(key)]! += more
  }

  /** Drops the least populous region and returns it; 0 when none is held. */
  giveUp(): number {
    let least = 0
    for (let region = 1; region <= this.#places.regions.size; region++)
      if (this.#people[region]! > 0 && (least === 0 || this.#people[region]! < this.#people[least]!))
        least = region
    if (least > 0) this.#givenUp[least] = 1
    return least
  }

  /** False when a region that is not held may contain somebody in reach. */
  covers(search: Search): boolean {
    const { regions, regionCircles } = this.#places
    const limit = squareOf(search.maxKm)
    for (let region = 1; region <= regions.size; region++)
      if (this.#givenUp[region] === 1 && regionCircles.nearest2(region, search.viewer) < limit) return false
    return true
  }

  get bytes(): number {
    return bytesOf([this.#people, this.#givenUp])
  }

  #enter(place: Place): number {
    const region = this.#places.region(place.cell)
    this.#people = grown(this.#people, region + 1)
    this.#givenUp = grown(this.#givenUp, region + 1)
    this.#places.regionCircles.widen(region, place)
    return region
  }
}
