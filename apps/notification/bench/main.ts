import { parseArgs } from 'node:util'

import { type Bar, barTable, quantile, spreadOf, verdictOf } from '../../../tools/bench/src/index.js'
import { measureBurst } from './burst.js'
import { type Crowd, measureLatency } from './latency.js'
import { startSite } from './site.js'
import { measureWholeWay, startWholeSite } from './whole-way.js'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '20' },
    port: { type: 'string', default: '24000' },
    only: { type: 'string', default: 'claim,burst,telegram' },
  },
})
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)]

const crowds: readonly Crowd[] = [
  { name: 'each to somebody else', people: 1_000, perSecond: 1_000_000, atMostMs: 500, atMostStatements: 10 },
  {
    name: "25 people, Telegram's limits kept",
    people: 25,
    perSecond: 30,
    atMostMs: 1_500,
    atMostStatements: 10,
  },
]
/** In a second Telegram takes 30 messages, and each of these people may get one. */
const readers = 25
const peopleInBurst = 100_000

async function claimBars(crowd: Crowd): Promise<Bar[]> {
  const site = await startSite(crowd.perSecond)
  try {
    const [p99s, counts]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      const { waits, statements } = await measureLatency(site, crowd, seconds)
      p99s.push(quantile(waits, 0.99))
      counts.push(statements)
      say(crowd.name, waits, `, ${statements.toFixed(1)} statements each`)
    }
    return [
      {
        name: 'from a message to its claim, p99 at 50 a second',
        size: crowd.name,
        measured: spreadOf(p99s),
        unit: 'ms',
        atMost: crowd.atMostMs,
        judged: true,
        note: '',
      },
      {
        name: 'statements of the database for a delivery',
        size: crowd.name,
        measured: spreadOf(counts),
        unit: '',
        atMost: crowd.atMostStatements,
        judged: false,
        note: 'the fewer the busier the machine: what waits shares them',
      },
    ]
  } finally {
    await site.stop()
  }
}

async function burstBars(): Promise<Bar[]> {
  const site = await startSite(1_000_000)
  try {
    const waits = await measureBurst(site, peopleInBurst)
    const size = `${peopleInBurst} people are due, as many wait`
    say(size, waits)
    const measured = spreadOf([quantile(waits, 0.99)])
    return [{ name: 'a claim, p99', size, measured, unit: 'ms', atMost: 100, judged: true, note: '' }]
  } finally {
    await site.stop()
  }
}

async function telegramBars(): Promise<Bar[]> {
  const site = await startWholeSite(Number(values.port), readers)
  try {
    const p99s: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const waits = await measureWholeWay(site, seconds)
      p99s.push(quantile(waits, 0.99))
      say('the whole way', waits, `, ${site.telegram.refused()} times too fast for Telegram so far`)
    }
    const bar = { size: `${readers} people, Telegram's limits kept`, unit: 'ms', atMost: 1_500, judged: true }
    const name = 'from a message to Telegram, p99 at 50 a second'
    return [{ ...bar, name, measured: spreadOf(p99s), note: 'each app and the bot a process' }]
  } finally {
    await site.stop()
  }
}

function say(name: string, waits: readonly number[], more = ''): void {
  const [p50, p99] = [quantile(waits, 0.5), quantile(waits, 0.99)].map(Math.round)
  process.stdout.write(`${name}: ${waits.length} times, p50 ${p50} ms, p99 ${p99} ms${more}\n`)
}

const parts: Readonly<Record<string, () => Promise<Bar[]>>> = {
  claim: async () => [...(await claimBars(crowds[0]!)), ...(await claimBars(crowds[1]!))],
  burst: burstBars,
  telegram: telegramBars,
}
const bars: Bar[] = []
for (const part of values.only.split(',')) bars.push(...((await parts[part]?.()) ?? []))
process.stdout.write(`\n${barTable(bars)}\n`)
process.exitCode = bars.some((bar) => verdictOf(bar) === 'NOT met') ? 1 : 0
