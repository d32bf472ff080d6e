import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import {
  type Bar,
  barTable,
  type BenchStack,
  type Child,
  cpuSeconds,
  environmentOf,
  familyOf,
  type LoadOrder,
  type LoadResult,
  obey,
  processOf,
  runLoad,
  spreadOf,
  startBenchStack,
  startChild,
  verdictOf,
} from '../src/index.js'
import { clearDecks, givePhotos, makeViewers, renewTokens, untilFilled } from './crowd.js'

const script = fileURLToPath(import.meta.url)
const path = '/v1/discovery/candidates?page_size=20'
const freshTokensMs = 150_000

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    // So many that the gateway signs the photos of each page anew, as it does for a page that a person has not seen.
    viewers: { type: 'string', default: '600' },
    'port-base': { type: 'string', default: '24000' },
    json: { type: 'string' },
  },
})
const viewers = Number(values.viewers)

if (values.role === 'load') obey((order: LoadOrder) => runLoad(order))
else await main()

async function main(): Promise<void> {
  // On a busy machine a call may take long, which is no reason to give up.
  const stack = await startBenchStack(Number(values['port-base']), { RPC_DEADLINE_SCALE: '10' })
  const generator = startChild(script, 'load')
  try {
    const tokens = await makeViewers(stack, viewers)
    await givePhotos(databaseOf(stack))
    const characters = await untilFilled(stack, path, tokens[0] ?? '')
    tell(await runRounds(stack, generator, tokens), characters)
  } finally {
    await generator.kill()
    await stack.stop()
  }
}

function databaseOf(stack: BenchStack): string {
  return environmentOf(processOf(stack, 'apps/discovery/dist/main.js'))['DISCOVERY_DATABASE_URL'] ?? ''
}

/** CPU milliseconds a page, user and system. */
interface Measured {
  readonly gateway: number
  readonly discovery: number
  readonly postgres: number
  readonly perSecond: number
  readonly p50Ms: number
}

/** One round after the other, after one to warm up. */
async function runRounds(
  stack: BenchStack,
  generator: Child,
  firstTokens: readonly string[],
): Promise<Measured[]> {
  const rounds: Measured[] = []
  let tokens = firstTokens
  let signedInAt = 0
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    if (Date.now() - signedInAt > freshTokensMs) {
      tokens = await renewTokens(stack, viewers)
      signedInAt = Date.now()
    }
    await clearDecks(databaseOf(stack))
    const measured = await measure(stack, generator, tokens)
    if (round > 0) rounds.push(measured)
  }
  return rounds
}

async function measure(stack: BenchStack, generator: Child, tokens: readonly string[]): Promise<Measured> {
  const pids = {
    gateway: [processOf(stack, 'apps/gateway/dist/main.js')],
    discovery: [processOf(stack, 'apps/discovery/dist/main.js')],
    postgres: familyOf(processOf(stack, '/bin/postgres')).map(({ pid }) => pid),
  }
  const used = () => [cpuSeconds(pids.gateway), cpuSeconds(pids.discovery), cpuSeconds(pids.postgres)]
  const before = used()
  const order = { port: Number(values['port-base']), path, tokens, connections: 16 }
  const result = await generator.ask<LoadResult>({ ...order, seconds: Number(values.seconds) })
  const { requests, refused, seconds, p50Ms } = result
  if (refused > 0 || requests === 0) throw new Error(`${refused} of ${requests} pages were refused`)
  const [gateway = 0, discovery = 0, postgres = 0] = used().map(
    (cpu, at) => ((cpu - before[at]!) / requests) * 1000,
  )
  return { gateway, discovery, postgres, perSecond: requests / seconds, p50Ms }
}

function barsOf(rounds: readonly Measured[], characters: number): Bar[] {
  const of = (read: (one: Measured) => number) => spreadOf(rounds.map(read))
  const size = `20 people, ${characters} characters`
  const shown = (name: string, unit: string, read: (one: Measured) => number): Bar => ({
    name,
    size,
    unit,
    measured: of(read),
    judged: false,
    note: 'no bar',
  })
  return [
    {
      name: 'CPU of gateway and discovery for a page',
      size,
      measured: of(({ gateway, discovery }) => gateway + discovery),
      unit: 'ms',
      atMost: 2.5,
      judged: true,
      note: 'aim 1.2',
    },
    shown('of the gateway', 'ms', ({ gateway }) => gateway),
    shown('of discovery', 'ms', ({ discovery }) => discovery),
    shown('of PostgreSQL', 'ms', ({ postgres }) => postgres),
    shown('pages a second, 16 connections', '', ({ perSecond }) => perSecond),
    shown('p50', 'ms', ({ p50Ms }) => p50Ms),
  ]
}

function tell(rounds: readonly Measured[], characters: number): void {
  const bars = barsOf(rounds, characters)
  process.stdout.write(`${barTable(bars)}\n`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ rounds, bars }, null, 2)}\n`)
  if (bars.some((bar) => verdictOf(bar) === 'NOT met')) process.exitCode = 1
}
