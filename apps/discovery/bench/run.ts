import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname } from 'node:path'

import { type Bar, barTable, textTable, verdictOf } from '../../../tools/bench/src/index.js'
import { settings, startHouse } from './house.js'
import { type Options, type Section } from './options.js'
import { measureGrowth } from './sections/growth.js'
import { measureLatency } from './sections/latency.js'
import { measureMemory } from './sections/memory.js'
import { measureRecall } from './sections/recall.js'
import { type Bench } from './sections/section.js'
import { measureSwipe } from './sections/swipe.js'
import { measureThroughput } from './sections/throughput.js'
import { createSite, type Site } from './site.js'

/** In this order: the swipes change what the others read. */
const measures: Record<Section, (bench: Bench) => Promise<void>> = {
  recall: measureRecall,
  throughput: measureThroughput,
  growth: measureGrowth,
  latency: measureLatency,
  memory: measureMemory,
  swipe: measureSwipe,
}

/** Runs what was asked for; 1 when a bar is not met. */
export async function runBench(options: Options, say: (line: string) => void): Promise<number> {
  const house = await startHouse()
  const sites: Site[] = []
  const leave = async (): Promise<void> => {
    await Promise.all(sites.map((site) => site.close().catch(() => undefined)))
    await house.stop()
  }
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => void leave().finally(() => process.exit(code)))
  try {
    sayWhere(say)
    const now = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000)
    for (const size of options.sizes) sites.push(await createSite(house, { ...size, now, say }))
    return await measure(options, sites, say)
  } finally {
    await leave()
  }
}

function sayWhere(say: (line: string) => void): void {
  say(
    `Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; embedded PostgreSQL, loopback, fsync off,`,
  )
  say(
    `${Object.entries(settings)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ')}`,
  )
  say(
    'One question at a time on one connection; medians of the rounds, (min..max) beside them; the paths take turns inside a round.\n',
  )
}

async function measure(options: Options, sites: readonly Site[], say: (line: string) => void): Promise<number> {
  const bars: Bar[] = []
  const kept: Record<string, unknown> = {}
  const bench: Bench = {
    ...{ sites, rounds: options.rounds, say },
    bar: (bar) => bars.push({ judged: true, note: '', ...bar }),
    table: (title, head, rows) => say(`\n${title}\n${textTable(head, rows)}`),
    keep: (name, value) => (kept[name] = value),
  }
  for (const section of options.only) await measures[section](bench)
  say(`\n${barTable(bars)}\n`)
  mkdirSync(dirname(options.json), { recursive: true })
  const verdicts = bars.map((bar) => ({ ...bar, verdict: verdictOf(bar) }))
  writeFileSync(
    options.json,
    `${JSON.stringify({ sizes: options.sizes, settings, bars: verdicts, measured: kept }, null, 2)}\n`,
  )
  const missed = bars.filter((bar) => verdictOf(bar) === 'NOT met')
  say(
    `${missed.length === 0 ? 'All bars that were judged are met' : `${missed.length} bars are NOT met`}; numbers in ${options.json}`,
  )
  return missed.length === 0 ? 0 : 1
}
