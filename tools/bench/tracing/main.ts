import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { makeProfiles, signIn } from '../hop/people.js'
import {
  type BenchStack,
  type Child,
  cpuSeconds,
  familyOf,
  interleave,
  type LoadOrder,
  type LoadResult,
  obey,
  processOf,
  runLoad,
  spreadOf,
  spreadText,
  startBenchStack,
  startChild,
  textTable,
} from '../src/index.js'
import { type Pair, startPair } from './pair.js'

const script = fileURLToPath(import.meta.url)
const path = '/v1/profiles/me'
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '3' },
    'port-base': { type: 'string', default: '24500' },
  },
})
const options = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  portBase: Number(values['port-base']),
}

/** What is compared, and the share of the requests whose traces are kept; the first is the measure of the others. */
const ways = [
  { name: 'off', ratio: undefined, atMost: undefined },
  { name: 'off once more', ratio: undefined, atMost: undefined },
  { name: 'on, 10 %', ratio: '0.1', atMost: 5 },
  { name: 'on, 100 %', ratio: '1', atMost: undefined },
] as const

if (values.role === 'load') obey((order: LoadOrder) => runLoad(order))
else if (values.role === 'sink') obey(() => serveSink())
else await main()

async function main(): Promise<void> {
  say(`GET ${path} through a gateway and a profile service, CPU of both and of PostgreSQL.`)
  const stack = await startBenchStack(options.portBase)
  const children = [startChild(script, 'load'), startChild(script, 'sink')] as const
  const pairs: Pair[] = []
  try {
    const tokens = await signIn(stack)
    await makeProfiles(stack, tokens)
    const { port } = await children[1].ask<{ port: number }>({})
    for (const [at, { ratio }] of ways.entries())
      pairs.push(await startPair(stack, options.portBase + 100 + 10 * at, settingsOf(port, ratio)))
    await tell(stack, pairs, { generator: children[0], tokens })
  } finally {
    for (const pair of pairs) await pair.stop()
    for (const child of children) await child.kill()
    await stack.stop()
  }
}

function settingsOf(port: number, ratio: string | undefined): Record<string, string> {
  if (ratio === undefined) return {}
  return { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_TRACES_SAMPLER_ARG: ratio }
}

/** Takes whatever is sent, as a collector on another machine would. */
async function serveSink(): Promise<{ port: number }> {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => response.end('{}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port }
}

interface Load {
  readonly generator: Child
  readonly tokens: readonly string[]
}

async function tell(stack: BenchStack, pairs: readonly Pair[], load: Load): Promise<void> {
  const postgres = processOf(stack, '/bin/postgres')
  const contestants = ways.map(({ name }, at) => ({
    name,
    run: () => cpuMicros(pairs[at]!, postgres, load),
  }))
  const rounds = await interleave(contestants, options.rounds)
  const off = rounds.get('off')!.values
  const rows = ways.map(({ name, atMost }) => {
    const { values: own, spread } = rounds.get(name)!
    const more = spreadOf(own.map((value, round) => (value / off[round]! - 1) * 100))
    const met = atMost === undefined || more.median <= atMost
    const verdict = atMost === undefined ? '-' : met ? 'met' : 'NOT met'
    return [name, spreadText(spread), spreadText(more), atMost === undefined ? '' : `<= ${atMost} %`, verdict]
  })
  say(textTable(['tracing', 'µs of CPU a request', '% more than off', 'wanted', 'verdict'], rows))
  if (rows.some((row) => row.at(-1) === 'NOT met')) process.exitCode = 1
}

async function cpuMicros(pair: Pair, postgres: number, { generator, tokens }: Load): Promise<number> {
  const used = (): number => cpuSeconds([...pair.pids, ...familyOf(postgres).map(({ pid }) => pid)])
  const before = used()
  const order: LoadOrder = { port: pair.port, path, tokens, connections: 16, seconds: options.seconds }
  const { requests, refused } = await generator.ask<LoadResult>(order)
  const cpu = used() - before
  if (refused > 0 || requests === 0) throw new Error(`${refused} of ${requests} requests were refused`)
  return (cpu / requests) * 1e6
}
