import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { isNight } from '@kindred/testkit/night'

import type { Stack } from '../src/index.js'
import { type Answers, byKilometre, bySteps, readScore, simulate } from './location-answers.js'
import { type Attack, attacks } from './location-attacks.js'
import { createCast, partOf, town, townHalfKm } from './location-cast.js'
import { infiltrate, type Told } from './location-infiltration.js'
import {
  type Coarsen,
  createMap,
  exactly,
  kilometresBetween,
  type LocationMap,
  toCellCentre,
} from './location-map.js'
import { createTestStack } from './test-stack.js'

const leastMedianMetres = 1_000
const least5thPercentileMetres = 300

const cast = createCast(2)
const kindred = toCellCentre(6)
// By day a part of the cast asks, whose answers must be those of a model, and the attacks try the model. By night the whole cast asks, and they try Kindred's own answers.
const asking = isNight ? cast : partOf(cast)
const women = [...asking.victims, ...asking.decoys, ...asking.company]
const model = simulate(cast, kindred, bySteps)
// Who knows how positions become cells looks for the victim's cell; who does not looks for the position.
const cells = mapFor(kindred)
const points = mapFor(exactly)

// The same answers from systems that know too much: they show that the attacks work and that the bars mean something.
const leaks: [string, LocationMap, Answers][] = [
  ['the exact positions', points, simulate(cast, exactly, byKilometre)],
  ['cells one step finer', mapFor(toCellCentre(7)), simulate(cast, toCellCentre(7), byKilometre)],
]

let stack: Stack
let told: Told
const answers = (): Answers => (isNight ? told : model)

beforeAll(async () => {
  stack = await createTestStack({ logLevel: 'error', environment: { GATEWAY_MAX_LOOP_DELAY_MS: '0' } })
  told = await infiltrate(stack, asking)
}, 900_000)
afterAll(() => stack.stop())

function mapFor(coarsen: Coarsen): LocationMap {
  return createMap(town, townHalfKm + 5, coarsen)
}

interface Errors {
  readonly median: number
  readonly p5: number
}

/** Metres between where an attack says that the victims are and where they are. */
function errorsOf(attack: Attack, answers: Answers, map: LocationMap): Errors {
  const estimates = attack({ cast, victims: cast.victims.length, answers, map })
  const metres = cast.victims.map((victim, index) => 1_000 * kilometresBetween(victim, estimates[index]!))
  metres.sort((one, other) => one - other)
  const atRank = (part: number) => Math.round(metres[Math.ceil(part * metres.length) - 1]!)
  return { median: atRank(0.5), p5: atRank(0.05) }
}

describe('the answers of Kindred', () => {
  it('the answers of Kindred are those of a model that measures between the centres of cells', () => {
    const modelled = simulate(asking, kindred, bySteps)
    for (const [account, deck] of told.decks.entries()) {
      const expected = new Map(modelled.decks[account]!.map((sighting) => [sighting.woman, sighting]))
      for (const seen of deck) {
        const { score, share, ...shown } = expected.get(seen.woman)!
        expect(seen).toMatchObject(shown)
        expect(Math.abs(seen.score - score)).toBeLessThanOrEqual(1)
        expect(Math.abs(seen.share - share)).toBeLessThan(0.015)
      }
    }
    expect(told.radii).toEqual(modelled.radii)
  })

  it('the answers of Kindred follow the distance between the cells in order, score and reasons, which tell it within three kilometres', () => {
    const widths = told.decks.flatMap((deck, account) => {
      const from = kindred(asking.accounts[account]!)
      const kilometres = deck.map(({ woman }) => kilometresBetween(from, kindred(women[woman]!)))
      const wholeKm = kilometres.map(Math.floor)
      expect(wholeKm).toEqual(wholeKm.toSorted((one, other) => one - other))
      const read = deck.map(readScore)
      expect(
        read.filter(({ fromKm, toKm }, at) => kilometres[at]! < fromKm || kilometres[at]! > toKm),
      ).toEqual([])
      return read.map(({ fromKm, toKm }) => toKm - fromKm)
    })
    expect(widths.sort((one, other) => one - other)[widths.length >> 1]).toBeLessThan(3)
  })
})

describe('the pool', () => {
  it('the pool counts who excludes the account no finer than everybody else', async ({ annotate }) => {
    expect(told.excluded).toEqual(told.radii)
    const { median, p5 } = errorsOf(
      attacks['the flip of the radius filter'],
      isNight ? { ...told, radii: told.excluded } : model,
      cells,
    )
    await annotate(`median ${median} m, 5th percentile ${p5} m`)
    expect(median).toBeGreaterThanOrEqual(leastMedianMetres)
    expect(p5).toBeGreaterThanOrEqual(least5thPercentileMetres)
  })

  it('the pool counts nobody who blocked the account, whatever else she wishes', () => {
    expect(told.blocked).toBe(0)
  })
})

describe.each(Object.entries(attacks))('%s', (_, attack) => {
  it.for<[string, LocationMap]>([
    ['the cells', cells],
    ['no cells', points],
  ])('an attack finds nobody for an attacker who knows %s', async ([, map], { annotate }) => {
    const { median, p5 } = errorsOf(attack, answers(), map)
    await annotate(`median ${median} m, 5th percentile ${p5} m`)
    expect(median).toBeGreaterThanOrEqual(leastMedianMetres)
    expect(p5).toBeGreaterThanOrEqual(least5thPercentileMetres)
  })

  it.for(leaks)(
    'the same attack finds people where a system measures from %s',
    async ([, map, answers], { annotate }) => {
      const { median, p5 } = errorsOf(attack, answers, map)
      await annotate(`median ${median} m, 5th percentile ${p5} m`)
      expect(median).toBeLessThan(leastMedianMetres)
      expect(p5).toBeLessThan(least5thPercentileMetres)
    },
  )
})
