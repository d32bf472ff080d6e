import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

import { signIn } from '../hop/people.js'
import { type ChatRivalOrder, type Pair, startChatRival } from '../rivals/chat/index.js'
import {
  type BenchStack,
  type ChatLoadOrder,
  type ChatLoadResult,
  type Child,
  cpuSeconds,
  obey,
  runChatLoad,
  startBenchStack,
  startChild,
  verdictOf,
  type Writer,
} from '../src/index.js'
import { costsOf, cpuByProcess } from './by-process.js'
import { type Contestant, enterProduct, enterRivals } from './contestants.js'
import { pairUp, userIdOf } from './pairs.js'
import {
  barsOf,
  isTooNoisy,
  type Measured,
  names,
  noiseOf,
  type Rounds,
  rowsOf,
  steadyRate,
  textOf,
} from './report.js'

const script = fileURLToPath(import.meta.url)
const people = 500
/** Tokens are good for five minutes. */
const freshTokensMs = 150_000
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    'port-base': { type: 'string', default: '24000' },
    json: { type: 'string' },
    alone: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
})
const options = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  portBase: Number(values['port-base']),
}

if (values.role === 'rival') obey((order: ChatRivalOrder) => startChatRival(order))
else if (values.role === 'load') obey((order: ChatLoadOrder) => runChatLoad(order))
else await main()

async function main(): Promise<void> {
  const beside = values.alone ? 'alone' : 'beside its rivals'
  say(`The chat with all its processes ${beside}; ${people} sockets, each with one message under way.`)
  const stack = await startBenchStack(options.portBase, profiling(values.profile))
  const children: Child[] = []
  try {
    const pairs = pairUp((await signIn(stack, people)).map(userIdOf))
    const entering = { stack, port: options.portBase, pairs, script, children, say }
    const contestants = [await enterProduct(entering), ...(values.alone ? [] : await enterRivals(entering))]
    const rounds = await runRounds({ stack, pairs, contestants, children })
    if (values.alone) say(`\n${rowsOf(rounds)}`)
    else tell(rounds)
  } finally {
    for (const child of children) await child.kill()
    await stack.stop()
  }
}

/** Has each process write what its CPU did into a folder when it ends. */
function profiling(folder: string | undefined): Record<string, string> {
  if (folder === undefined) return {}
  const preload = pathToFileURL(resolve('tools/bench/bin/profile.mjs')).href
  return { NODE_OPTIONS: `--import ${preload}`, BENCH_PROFILE_FOLDER: resolve(folder) }
}

interface Running {
  readonly stack: BenchStack
  readonly pairs: readonly Pair[]
  readonly contestants: readonly Contestant[]
  readonly children: Child[]
}

/** All in turn, round after round, after a round to warm up. */
async function runRounds({ stack, pairs, contestants, children }: Running): Promise<Rounds> {
  const generator = startChild(script, 'load')
  children.push(generator)
  const full = new Map<string, Measured[]>(contestants.map(({ name }) => [name, []]))
  const steady: Measured[] = []
  const conversations = new Map(
    pairs.flatMap(({ conversationId, userIds }) => userIds.map((id) => [id, conversationId])),
  )
  let writers: Writer[] = []
  let signedInAt = -Infinity
  for (let round = 0; round <= options.rounds; round += 1) {
    if (performance.now() - signedInAt > freshTokensMs) {
      const tokens = await signIn(stack, people)
      writers = tokens.map((token) => ({ token, conversationId: conversations.get(userIdOf(token))! }))
      signedInAt = performance.now()
    }
    const order = { writers, seconds: options.seconds }
    for (const contestant of contestants) {
      const measured = await measure(contestant, generator, order)
      if (round > 0) full.get(contestant.name)?.push(measured)
    }
    const [product] = contestants
    if (round > 0) steady.push(await measure(product!, generator, { ...order, perSecond: steadyRate }))
  }
  return { full, steady }
}

/** Loads one contestant for some seconds; beside others none may refuse anything, or lose a message on the way to the other one. */
async function measure(
  { name, port, dialect, pids, root }: Contestant,
  generator: Child,
  order: Omit<ChatLoadOrder, 'port' | 'dialect'>,
): Promise<Measured> {
  const before = cpuSeconds(pids())
  const parts = root === undefined ? undefined : cpuByProcess(root)
  const found = await generator.ask<ChatLoadResult>({ ...order, port, dialect })
  const cpu = cpuSeconds(pids()) - before
  const { messages, refused, unheard, seconds, p50Ms, p99Ms } = found
  const failed = refused > 0 || unheard > 0 || messages === 0
  if (failed && !values.alone)
    throw new Error(`${name} refused ${refused} and lost ${unheard} of ${messages} messages`)
  if (root !== undefined && parts !== undefined)
    say(
      `  ${messages} messages, ${refused} refused, ${unheard} lost: ${costText(costsOf(parts, cpuByProcess(root), messages))}`,
    )
  return { perSecond: messages / seconds, cpuMicros: (cpu / messages) * 1e6, p50Ms, p99Ms }
}

function costText(costs: readonly [string, number][]): string {
  return costs.map(([name, micros]) => `${name} ${Math.round(micros)} us`).join(', ')
}

function tell(rounds: Rounds): void {
  say(`\n${textOf(rounds)}`)
  const bars = barsOf(rounds)
  const contents = {
    node: process.version,
    options,
    noise: noiseOf(rounds),
    full: Object.fromEntries(rounds.full),
    steady: { [names.product]: rounds.steady },
    bars: bars.map((bar) => ({ ...bar, verdict: verdictOf(bar) })),
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(contents, null, 2)}\n`)
  if (isTooNoisy(rounds)) process.exitCode = 2
  else if (bars.some((bar) => verdictOf(bar) === 'NOT met')) process.exitCode = 1
}
