import { type Bar, barTable, short, spreadOf, spreadText, textTable, verdictOf } from '../src/index.js'

export const names = {
  product: 'Kindred',
  usual: 'two processes, a transaction a message, a stream a socket',
  ws: 'ws, one process, nothing kept',
  socketIo: 'Socket.IO, one process, nothing kept',
} as const

/** What one round of one contestant gave. */
export interface Measured {
  readonly perSecond: number
  /** Of all its processes and of PostgreSQL, user and system, for each message. */
  readonly cpuMicros: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Every round of every contestant with each writer waiting for its ack, and of the product at a steady rate. */
export interface Rounds {
  readonly full: ReadonlyMap<string, readonly Measured[]>
  readonly steady: readonly Measured[]
}

/** Messages a second of the steady rate. */
export const steadyRate = 1_000

/** Above this spread of the design with the least work a run says nothing. */
const maxSpread = 0.4

export function noiseOf({ full }: Rounds): number {
  const { min, max, median } = spreadOf(valuesOf(full, names.ws, 'perSecond'))
  return (max - min) / median
}

export const isTooNoisy = (rounds: Rounds): boolean => noiseOf(rounds) > maxSpread

/** The bars; ratios are taken inside each round. */
export function barsOf(rounds: Rounds): Bar[] {
  const { full, steady } = rounds
  const judged = !isTooNoisy(rounds)
  const mine = valuesOf(full, names.product, 'perSecond')
  const against = (other: string): number[] => {
    const base = valuesOf(full, other, 'perSecond')
    return mine.map((value, round) => value / base[round]!)
  }
  const size = '500 sockets'
  const ratio = (name: string, other: string, [floor, aim]: [number, number]): Bar => {
    const measured = spreadOf(against(other))
    return { name, size, measured, unit: 'x', atLeast: floor, judged, note: `aim ${aim}` }
  }
  const ack = (name: string, values: readonly number[], [most, aim]: [number, number]): Bar => {
    const measured = spreadOf(values)
    return { name, size, measured, unit: 'ms', atMost: most, judged, note: `aim ${aim}` }
  }
  const steadyP99 = steady.map(({ p99Ms }) => p99Ms)
  return [
    ratio('messages, Kindred / transaction, unary, stream a socket', names.usual, [6, 9]),
    ratio('messages, Kindred / Socket.IO that keeps nothing', names.socketIo, [0.5, 0.75]),
    ack(`p99 of the ack at ${steadyRate.toLocaleString('en-US')} messages a second`, steadyP99, [15, 6]),
    ack('p99 of the ack, saturated', valuesOf(full, names.product, 'p99Ms'), [80, 45]),
  ]
}

const valuesOf = (full: Rounds['full'], name: string, by: keyof Measured): number[] =>
  (full.get(name) ?? []).map((measured) => measured[by])

/** What a terminal shows; the last line is the verdict. */
export function textOf(rounds: Rounds): string {
  const bars = barsOf(rounds)
  const missed = bars.filter((bar) => verdictOf(bar) === 'NOT met').length
  const percent = Math.round(noiseOf(rounds) * 100)
  const verdict = isTooNoisy(rounds)
    ? `No verdict: the rounds of ws alone lie ${percent} % apart (at most ${maxSpread * 100} %). The machine is too busy; run again.`
    : `${bars.length - missed} of ${bars.length} bars met; the rounds of ws alone lie ${percent} % apart.`
  return [rowsOf(rounds), barTable(bars), verdict].join('\n\n')
}

/** What was measured of each, without the bars. */
export const rowsOf = ({ full, steady }: Rounds): string =>
  tableOf([...full, [`${names.product}, ${steadyRate} a second`, steady] as const])

function tableOf(rows: readonly (readonly [string, readonly Measured[]])[]): string {
  const head = ['500 sockets, 250 pairs', 'messages a second', 'CPU us a message', 'ack p50 / p99 ms']
  return textTable(
    head,
    rows.map(([name, measured]) => {
      const of = (by: keyof Measured) => spreadOf(measured.map((round) => round[by]))
      const ms = `${short(of('p50Ms').median)} / ${short(of('p99Ms').median)}`
      return [name, spreadText(of('perSecond')), spreadText(of('cpuMicros')), ms]
    }),
  )
}
