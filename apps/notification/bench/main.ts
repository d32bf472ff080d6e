import { parseArgs } from 'node:util'

import { type Bar, barTable, quantile, spreadOf, verdictOf } from '../../../tools/bench/src/index.js'
import { type Crowd, measureLatency } from './latency.js'
import { startSite } from './site.js'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '20' } },
})

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

const bars: Bar[] = []
for (const crowd of crowds) {
  const site = await startSite(crowd.perSecond)
  try {
    const [p99s, counts]: [number[], number[]] = [[], []]
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const { waits, statements } = await measureLatency(site, crowd, Number(values.seconds))
      p99s.push(quantile(waits, 0.99))
      counts.push(statements)
      const [p50, p99] = [quantile(waits, 0.5), quantile(waits, 0.99)].map(Math.round)
      const said = `${waits.length} messages, p50 ${p50} ms, p99 ${p99} ms, ${statements.toFixed(1)} statements each`
      process.stdout.write(`${crowd.name}: ${said}\n`)
    }
    bars.push({
      name: 'from a message to its claim, p99 at 50 a second',
      size: crowd.name,
      measured: spreadOf(p99s),
      unit: 'ms',
      atMost: crowd.atMostMs,
      judged: true,
      note: '',
    })
    bars.push({
      name: 'statements of the database for a delivery',
      size: crowd.name,
      measured: spreadOf(counts),
      unit: '',
      atMost: crowd.atMostStatements,
      judged: false,
      note: 'the fewer the busier the machine: what waits shares them',
    })
  } finally {
    await site.stop()
  }
}
process.stdout.write(`\n${barTable(bars)}\n`)
process.exitCode = bars.some((bar) => verdictOf(bar) === 'NOT met') ? 1 : 0
