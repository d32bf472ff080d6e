import { type Answers, type Interval, readScore, type Sighting } from './location-answers.js'
import type { Cast } from './location-cast.js'
import { kilometresBetween, type LocationMap, middleOf, type Spot } from './location-map.js'

/** What an attacker has in hand. */
interface Evidence {
  readonly cast: Pick<Cast, Exclude<keyof Cast, 'victims'>>
  readonly victims: number
  readonly answers: Answers
  /** Where victims may be, to the attacker's knowledge. */
  readonly map: LocationMap
}

/** Says where each victim is. */
export type Attack = (evidence: Evidence) => Spot[]

/** The distance of a victim to an account is inside an interval. */
interface Clue extends Interval {
  readonly account: number
}

/** Four anchors around the town, each with all that its deck shows. */
const fourAnchors: Attack = (evidence) =>
  locate(evidence, (victim) => cardClues(evidence, evidence.cast.anchors, victim))

/** Sixty anchors anywhere. */
const sixtyAnchors: Attack = (evidence) =>
  locate(evidence, (victim) => cardClues(evidence, evidence.cast.scattered, victim))

/** Rows of accounts: where the shown bucket flips from one to the next, the victim is on a circle around the gap. */
const flippingBucket: Attack = (evidence) =>
  locate(evidence, (victim) => bucketClues(evidence, evidence.cast.lines, victim))

/** The one-off radius of the pool, moved until the only woman of the filter is counted together with nine of the attacker's own. */
const flippingRadius: Attack = (evidence) => locate(evidence, (victim) => radiusClues(evidence, victim))

/** Women of the attacker's own who equal the victims in all but the place: she is nearer than who comes after her in a deck. */
const decoys: Attack = (evidence) =>
  locate(evidence, (victim) => [
    ...orderClues(evidence, evidence.cast.scattered, victim),
    ...cardClues(evidence, evidence.cast.scattered, victim),
  ])

/** Fifty accounts, ten about each of five sites, so that whatever is rounded evens out: least squares of the middles. */
const fiftyAveraged: Attack = (evidence) =>
  locate(evidence, (victim) => cardClues(evidence, evidence.cast.averaged, victim).map(middleClue), 'squares')

/** Everything that was ever told. */
const allTogether: Attack = (evidence) => {
  const all = evidence.cast.accounts.map((_, account) => account)
  return locate(evidence, (victim) => [
    ...cardClues(evidence, all, victim),
    ...orderClues(evidence, all, victim),
    ...radiusClues(evidence, victim),
  ])
}

export const attacks = {
  '4 anchors': fourAnchors,
  '60 random anchors': sixtyAnchors,
  'the flip of the shown distance': flippingBucket,
  'the flip of the radius filter': flippingRadius,
  'decoys in the order': decoys,
  '50 accounts averaged': fiftyAveraged,
  'all of them together': allTogether,
} as const satisfies Record<string, Attack>

const sightingOf = ({ answers }: Evidence, account: number, victim: number): Sighting | undefined =>
  answers.decks[account]!.find(({ woman }) => woman === victim)

const bucketClues = (evidence: Evidence, accounts: readonly number[], victim: number): Clue[] =>
  accounts.flatMap((account) => {
    const seen = sightingOf(evidence, account, victim)
    return seen === undefined ? [] : [{ account, fromKm: seen.fromKm, toKm: seen.toKm }]
  })

/** Bucket, score and reasons at once. */
const cardClues = (evidence: Evidence, accounts: readonly number[], victim: number): Clue[] =>
  bucketClues(evidence, accounts, victim).map(({ account, fromKm, toKm }) => {
    const read = readScore(sightingOf(evidence, account, victim)!)
    return { account, fromKm: Math.max(fromKm, read.fromKm), toKm: Math.min(toKm, read.toKm) }
  })

const radiusClues = ({ answers, cast }: Evidence, victim: number): Clue[] =>
  cast.probing.map((account, row) => ({ account, ...answers.radii[row]![victim]! }))

/** Equals at the same whole kilometre stand in any order. */
function orderClues(
  { answers, cast, map, victims }: Evidence,
  accounts: readonly number[],
  victim: number,
): Clue[] {
  return accounts.flatMap((account) => {
    const deck = answers.decks[account]!
    const at = deck.findIndex(({ woman }) => woman === victim)
    if (at === -1) return []
    const from = map.coarsen(cast.accounts[account]!)
    const kmOf = ({ woman }: Sighting) =>
      Math.floor(kilometresBetween(from, map.coarsen(cast.decoys[woman - victims]!)))
    const isDecoy = ({ woman }: Sighting) => woman >= victims && woman < victims + cast.decoys.length
    const nearer = deck.slice(0, at).filter(isDecoy).map(kmOf)
    const farther = deck.slice(at).filter(isDecoy).map(kmOf)
    return [{ account, fromKm: Math.max(0, ...nearer), toKm: Math.min(Infinity, ...farther) + 1 }]
  })
}

const middleClue = ({ account, fromKm, toKm }: Clue): Clue => {
  const km = (fromKm + toKm) / 2
  return { account, fromKm: km, toKm: km }
}

/** For each victim the middle of all spots of the map that contradict the clues least. */
const locate = (
  evidence: Evidence,
  cluesOf: (victim: number) => readonly Clue[],
  least: 'sum' | 'squares' = 'sum',
) =>
  Array.from({ length: evidence.victims }, (_, victim) => {
    const faults = new Float64Array(evidence.map.spots.length)
    for (const clue of cluesOf(victim)) addFaults(faults, evidence, clue, least === 'squares')
    const best = faults.reduce((one, other) => (one < other ? one : other)) + 0.001
    return middleOf(evidence.map.spots.filter((_, spot) => faults[spot]! <= best))
  })

/** Adds by how many kilometres each spot is outside a clue's interval. */
function addFaults(
  faults: Float64Array,
  { cast, map }: Evidence,
  { account, ...clue }: Clue,
  isSquared: boolean,
): void {
  const { fromKm, toKm } = clue
  const distances = map.distancesFrom(cast.accounts[account]!)
  for (let spot = 0; spot < faults.length; spot++) {
    const km = distances[spot]!
    if (km >= fromKm && km <= toKm) continue
    const fault = km < fromKm ? fromKm - km : km - toKm
    faults[spot]! += isSquared ? fault * fault : fault
  }
}
