import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { findProduct } from '../hop/contestants.js'
import { fillTable, makeProfiles, signIn } from '../hop/people.js'
import {
  type Bar,
  barTable,
  halveCpus,
  type LoadOrder,
  obey,
  type OpenLoadOrder,
  runLoad,
  runOpenLoad,
  startBenchStack,
  startChild,
  verdictOf,
} from '../src/index.js'
import { crowd } from './crowd.js'
import { hang } from './hang.js'

const script = fileURLToPath(import.meta.url)
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    'port-base': { type: 'string', default: '24000' },
    json: { type: 'string' },
  },
})

if (values.role === 'load')
  obey((order: LoadOrder | OpenLoadOrder) => ('perSecond' in order ? runOpenLoad(order) : runLoad(order)))
else await main()

async function main(): Promise<void> {
  const portBase = Number(values['port-base'])
  // What three times as many requests cost whoever sends them must not be taken from whoever answers.
  const halves = halveCpus()
  say(
    halves === undefined
      ? 'The product and the load share all processors: the load takes from what it measures.'
      : `The product on processors ${halves.measured}, the load on ${halves.measuring}.`,
  )
  const stack = await startBenchStack(portBase, {}, halves?.measured)
  const cpus = halves?.measuring
  const generators = [startChild(script, 'load', { cpus }), startChild(script, 'load', { cpus })] as const
  try {
    await makeProfiles(stack, await signIn(stack))
    const product = findProduct(stack)
    await fillTable(product.databaseUrl)
    const place = { stack, port: portBase, say }
    const crowded = await crowd({ ...place, generator: generators[0], seconds: Number(values.seconds) })
    const hung = await hang({ ...place, generators, pid: product.profile, perSecond: crowded.capacity / 10 })
    tell([...crowded.bars, ...hung])
  } finally {
    for (const generator of generators) await generator.kill()
    await stack.stop()
  }
}

function tell(bars: readonly Bar[]): void {
  say(`\n${barTable(bars)}`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(bars, null, 2)}\n`)
  if (bars.some((bar) => verdictOf(bar) === 'NOT met')) process.exitCode = 1
}
