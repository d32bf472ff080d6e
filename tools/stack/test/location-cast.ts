import { moved, type Spot } from './location-map.js'

/** Riga, and how far around it everybody is. */
export const town: Spot = { latitude: 56.95, longitude: 24.1 }
export const townHalfKm = 15

/** Everybody of the attack. The women are in the decks of all accounts; decoys and company are the attacker's own. */
export interface Cast {
  readonly victims: readonly Spot[]
  readonly decoys: readonly Spot[]
  /** The attacker's men. */
  readonly accounts: readonly Spot[]
  /** Who of the accounts serves which attack, as indices. */
  readonly anchors: readonly number[]
  readonly scattered: readonly number[]
  readonly lines: readonly number[]
  readonly averaged: readonly number[]
  readonly probing: readonly number[]
  /** For each probing account so many women at its own place as the pool must count before it says more than "fewer than 10", less one. */
  readonly company: readonly Spot[]
}

/** How many of the company stand with one probing account. */
export const companySize = 9

/** The same cast for the same seed. */
export function createCast(seed: number): Cast {
  const random = randomFrom(seed)
  const somewhere = (halfKm: number, around = town): Spot =>
    moved(around, (2 * random() - 1) * halfKm, (2 * random() - 1) * halfKm)
  const victims = times(40, () => somewhere(13))
  const decoys = times(24, () => somewhere(townHalfKm))
  const accounts: Spot[] = []
  const enlist = (spots: readonly Spot[]): number[] => spots.map((spot) => accounts.push(spot) - 1)
  const anchors = enlist([
    moved(town, -12, -9),
    moved(town, 11, -13),
    moved(town, 13, 10),
    moved(town, -8, 13),
  ])
  const scattered = enlist(times(60, () => somewhere(townHalfKm)))
  const lines = enlist([10, 70, 130].flatMap(lineAt))
  const averaged = enlist(times(5, siteAt).flatMap((site) => times(10, () => somewhere(1.5, site))))
  const probing = [...anchors, ...scattered.slice(0, 2)]
  const company = probing.flatMap((account) => times(companySize, () => accounts[account]!))
  return { victims, decoys, accounts, anchors, scattered, lines, averaged, probing, company }
}

/** A few of them, who are asked in minutes less: the accounts that probe, some more, and six of the women whom they look for and of their equals. */
export function partOf(cast: Cast): Cast {
  const scattered = cast.scattered.slice(0, 8)
  return {
    ...cast,
    victims: cast.victims.slice(0, 6),
    decoys: cast.decoys.slice(0, 6),
    accounts: cast.accounts.slice(0, cast.anchors.length + scattered.length),
    scattered,
    lines: [],
    averaged: [],
  }
}

/** A row of spots through the town, 2 km from one to the next. */
const lineAt = (degrees: number): Spot[] =>
  times(15, (index) => polar(degrees, (index - 7) * 2)).map((spot) => moved(spot, degrees / 30 - 2, 0))

const siteAt = (index: number): Spot => polar(72 * index, 11)

const polar = (degrees: number, km: number): Spot =>
  moved(town, km * Math.sin((degrees * Math.PI) / 180), km * Math.cos((degrees * Math.PI) / 180))

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** Numbers from 0 to 1: mulberry32, of Tommy Ettinger. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
