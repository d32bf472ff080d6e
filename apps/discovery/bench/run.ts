import { type Bar, barTable, textTable, verdictOf } from '../../../tools/bench/src/index.js'
import { startHouse } from './house.js'
import type { Options, Section } from './options.js'
import { circumstances, type Table, writeDocs, writeJson } from './report.js'
import { measureAgreement } from './sections/agreement.js'
import { measureGrowth } from './sections/growth.js'
import { measureLatency } from './sections/latency.js'
import { measureMemory } from './sections/memory.js'
import { measureRecall } from './sections/recall.js'
import type { Bench } from './sections/section.js'
import { measureSwipe } from './sections/swipe.js'
import { measureThroughput } from './sections/throughput.js'
import { createSites, type Sites } from './sites.js'

type Say = (line: string) => void

/** In this order: the swipes change what the others read. */
const measures: Record<Section, (bench: Bench) => Promise<void>> = {
  recall: measureRecall,
  throughput: measureThroughput,
  growth: measureGrowth,
  latency: measureLatency,
  memory: measureMemory,
  swipe: measureSwipe,
  agreement: measureAgreement,
}

/** Runs what was asked for; 1 when a bar is not met. Whatever happens, nothing is left running and no folder behind. */
export async function runBench(options: Options, say: Say): Promise<number> {
  const house = await startHouse()
  const sites = createSites(house, options, say)
  const leaving = new Set<() => Promise<void>>()
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(
      signal,
      () =>
        void Promise.all([...leaving].map((stop) => stop()))
          .then(house.stop)
          .finally(() => process.exit(code)),
    )
  try {
    say(`${circumstances().join('\n')}\n`)
    return await measure(options, { sites, leaving }, say)
  } finally {
    await sites.close()
    await house.stop()
  }
}

async function measure(
  options: Options,
  { sites, leaving }: { readonly sites: Sites } & Pick<Bench, 'leaving'>,
  say: Say,
): Promise<number> {
  const bars: Bar[] = []
  const tables: Table[] = []
  const kept = new Map<string, unknown>()
  const bench: Omit<Bench, 'sites'> = {
    leaving,
    rounds: options.rounds,
    say,
    bar: (bar) => bars.push({ judged: true, note: '', ...bar }),
    table(title, head, rows) {
      tables.push({ title, head, rows })
      say(`\n${title}\n${textTable(head, rows)}`)
    },
    keep: (name, value) => kept.set(name, value),
  }
  try {
    for (const section of options.only) await measures[section]({ ...bench, sites: await sites.for(section) })
  } finally {
    // What was measured is told even when a section fails.
    say(`\n${barTable(bars)}\n`)
    writeJson(options, { bars, tables, kept })
  }
  if (options.plot) writeDocs(options, { bars, tables, kept })
  const missed = bars.filter((bar) => verdictOf(bar) === 'NOT met').length
  say(
    `${missed === 0 ? 'All bars that were judged are met' : `${missed} bars are NOT met`}; numbers in ${options.json}`,
  )
  return missed === 0 ? 0 : 1
}
