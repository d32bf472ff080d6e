import {
  type Bar,
  type BarPanel,
  barsSvg,
  barTable,
  short,
  spreadOf,
  spreadText,
  textTable,
  verdictOf,
} from '../src/index.js'
import type { Measured } from './measure.js'

/** Every round of every contestant, with 32 connections and with one. */
export interface Rounds {
  readonly many: ReadonlyMap<string, readonly Measured[]>
  readonly one: ReadonlyMap<string, readonly Measured[]>
}

export const names = {
  plain: 'one process, a statement a request',
  limit: 'one process, a statement a turn',
  http: 'two processes, HTTP and JSON between',
  nest: 'Nest: two processes, gRPC between, TypeORM',
  product: 'Kindred',
  unary: 'Kindred, a stream a call',
} as const

/** Above this spread of the limit design a run says nothing. */
const maxSpread = 0.4

/** How far the rounds of the design with the least work lie apart: what the machine did meanwhile. */
export function noiseOf({ many }: Rounds): number {
  const { min, max, median } = spreadOf(valuesOf(many, names.limit, 'perSecond'))
  return (max - min) / median
}

export const isTooNoisy = (rounds: Rounds): boolean => noiseOf(rounds) > maxSpread

/** The bars, by ratios inside each round. */
export function barsOf(rounds: Rounds): Bar[] {
  const { many, one } = rounds
  const { plain, limit, http, nest, product, unary } = names
  const judged = !isTooNoisy(rounds)
  const atLeast = (name: string, other: string, [floor, aim]: [number, number]): Bar => {
    const measured = spreadOf(ratios(many, { of: product, to: other, by: 'perSecond' }))
    return { name, size: '32 connections', measured, unit: 'x', atLeast: floor, judged, note: `aim ${aim}` }
  }
  const measured = spreadOf(ratios(one, { of: product, to: plain, by: 'p50Ms' }))
  return [
    atLeast('requests, Kindred / one process', plain, [1, 1.5]),
    atLeast('requests, Kindred / the limit', limit, [0.4, 0.65]),
    atLeast('requests, Kindred / HTTP between', http, [1.3, 1.8]),
    atLeast('requests, Kindred / Nest', nest, [4, 6]),
    {
      name: 'CPU a request, Nest / Kindred',
      size: '32 connections',
      measured: spreadOf(ratios(many, { of: nest, to: product, by: 'cpuMicros' })),
      unit: 'x',
      atLeast: 5,
      judged,
      note: 'aim 9',
    },
    atLeast('requests, shared streams / a stream a call', unary, [3, 4.5]),
    {
      name: 'p50, Kindred / one process',
      size: 'one connection',
      measured,
      unit: 'x',
      atMost: 2.5,
      judged,
      note: 'aim 1.8',
    },
  ]
}

interface Ratio {
  readonly of: string
  readonly to: string
  readonly by: keyof Measured
}

const valuesOf = (rounds: Rounds['many'], name: string, by: keyof Measured): number[] =>
  (rounds.get(name) ?? []).map((measured) => measured[by])

function ratios(rounds: Rounds['many'], { of, to, by }: Ratio): number[] {
  const base = valuesOf(rounds, to, by)
  return valuesOf(rounds, of, by).map((value, round) => value / base[round]!)
}

/** What a terminal shows; the last line is the verdict. */
export function textOf(rounds: Rounds): string {
  const bars = barsOf(rounds)
  const missed = bars.filter((bar) => verdictOf(bar) === 'NOT met').length
  const percent = Math.round(noiseOf(rounds) * 100)
  const verdict = isTooNoisy(rounds)
    ? `No verdict: the rounds of the limit design lie ${percent} % apart (at most ${maxSpread * 100} %). The machine is too busy; run again.`
    : `${bars.length - missed} of ${bars.length} bars met; the rounds of the limit design lie ${percent} % apart.`
  return [
    contestantTable(rounds.many, '32 connections'),
    contestantTable(rounds.one, 'one connection'),
    barTable(bars),
    verdict,
  ].join('\n\n')
}

/** A picture of the rounds with many connections. */
export function plotOf({ many }: Rounds): string {
  const panel = (label: string, by: keyof Measured): BarPanel => ({
    label,
    rows: [...many].map(([name, measured]) => ({
      name,
      measured: spreadOf(measured.map((round) => round[by])),
      isOurs: name === names.product,
    })),
  })
  return barsSvg('A read of a profile, 32 connections', [
    panel('requests a second', 'perSecond'),
    panel('CPU of all processes, microseconds a request', 'cpuMicros'),
  ])
}

function contestantTable(rounds: Rounds['many'], size: string): string {
  const rows = [...rounds].map(([name, measured]) => {
    const of = (by: keyof Measured) => spreadOf(measured.map((round) => round[by]))
    const ms = `${short(of('p50Ms').median)} / ${short(of('p99Ms').median)}`
    return [name, spreadText(of('perSecond')), spreadText(of('cpuMicros')), ms]
  })
  return textTable([size, 'requests a second', 'CPU us a request', 'p50 / p99 ms'], rows)
}
