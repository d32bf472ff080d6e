import { parseArgs } from 'node:util'

import { barTable, verdictOf } from '../../../../tools/bench/src/index.js'
import { measureHeld } from './measure-held.js'
import { startSite } from './site.js'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '40' } },
})

const site = await startSite()
try {
  const bars = await measureHeld(site, { rounds: Number(values.rounds), seconds: Number(values.seconds) })
  process.stdout.write(`${barTable(bars)}\n`)
  process.exitCode = bars.some((bar) => verdictOf(bar) === 'NOT met') ? 1 : 0
} finally {
  await site.stop()
}
