import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { type RivalOrder, startRival as serveRival } from '../rivals/index.js'
import {
  type BenchStack,
  type Child,
  installOwnPackages,
  type LoadOrder,
  obey,
  runLoad,
  startBenchStack,
  startChild,
  verdictOf,
} from '../src/index.js'
import { type Contestant, findProduct, type Product, startPlainGateway, startRival } from './contestants.js'
import { measure, type Measured } from './measure.js'
import { fillTable, makeProfiles, rows, signIn } from './people.js'
import { barsOf, isTooNoisy, names, noiseOf, plotOf, type Rounds, textOf } from './report.js'

const script = fileURLToPath(import.meta.url)
const path = '/v1/profiles/me'
const nestFolder = fileURLToPath(new URL('../rivals/nest', import.meta.url))
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
    plot: { type: 'string' },
  },
})
const options = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  portBase: Number(values['port-base']),
}

if (values.role === 'rival') obey((order: RivalOrder) => serveRival(order))
else if (values.role === 'load') obey((order: LoadOrder) => runLoad(order))
else await main()

async function main(): Promise<void> {
  say(
    `The product with all its processes beside its rivals; ${rows.toLocaleString('en-US')} profiles in the table.`,
  )
  const stack = await startBenchStack(options.portBase)
  const children: Child[] = []
  try {
    const tokens = await signIn(stack)
    await makeProfiles(stack, tokens)
    const product = findProduct(stack)
    await fillTable(product.databaseUrl)
    const unary = await startPlainGateway(product, options.portBase + 90)
    try {
      const contestants = await enter(stack, product, { unary: unary.pid, children })
      await compareAnswers(contestants, tokens[0] ?? '')
      tell(await runRounds(stack, product, { contestants, children }))
    } finally {
      await unary.stop()
    }
  } finally {
    for (const child of children) await child.kill()
    await stack.stop()
  }
}

interface Entering {
  readonly unary: number
  /** Takes what is started here. */
  readonly children: Child[]
}

async function enter(
  stack: BenchStack,
  product: Product,
  { unary, children }: Entering,
): Promise<Contestant[]> {
  const { databaseUrl, gateway, profile } = product
  const productUrl = stack.url
  const rival = async (order: RivalOrder): Promise<{ port: number; pid: number }> => {
    const { child, port } = await startRival(script, order)
    children.push(child)
    return { port, pid: child.pid }
  }
  const own = { productUrl, databaseUrl, origin: '' }
  const plain = await rival({ kind: 'one statement a request', ...own })
  const limit = await rival({ kind: 'one statement a turn', ...own })
  const behind = await rival({ kind: 'one statement a request', ...own })
  const front = await rival({ kind: 'over HTTP', ...own, origin: `http://127.0.0.1:${behind.port}` })
  const folder = nestFolder
  const { megabytes, isNew } = installOwnPackages(folder)
  say(`Nest and TypeORM: ${megabytes} MB in ${folder}${isNew ? ', installed just now' : ''}.`)
  const service = await rival({ kind: 'Nest service', folder, databaseUrl })
  const address = `127.0.0.1:${service.port}`
  const nest = await rival({ kind: 'Nest gateway', folder, productUrl, address })
  return [
    { name: names.plain, port: plain.port, pids: [plain.pid] },
    { name: names.limit, port: limit.port, pids: [limit.pid] },
    { name: names.http, port: front.port, pids: [front.pid, behind.pid] },
    { name: names.nest, port: nest.port, pids: [nest.pid, service.pid] },
    { name: names.product, port: options.portBase, pids: [gateway, profile] },
    { name: names.unary, port: options.portBase + 90, pids: [unary, profile] },
  ]
}

/** Who answers something else, or much less, does not compete. */
async function compareAnswers(contestants: readonly Contestant[], token: string): Promise<void> {
  const answers = await Promise.all(
    contestants.map(async ({ port }) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      return answer.text()
    }),
  )
  const idOf = (text: string): unknown => (JSON.parse(text) as { user_id?: unknown }).user_id
  const lengths = answers.map((text) => text.length)
  if (new Set(answers.map(idOf)).size !== 1 || Math.min(...lengths) < 0.8 * Math.max(...lengths))
    throw new Error(`the contestants do not answer the same:\n${answers.join('\n')}`)
  say(`An answer has ${lengths.join(', ')} characters.`)
}

interface Running {
  readonly contestants: readonly Contestant[]
  readonly children: Child[]
}

/** All in turn, round after round, after a round to warm up. */
async function runRounds(
  stack: BenchStack,
  { postgres }: Product,
  { contestants, children }: Running,
): Promise<Rounds> {
  const generator = startChild(script, 'load')
  children.push(generator)
  const many = new Map<string, Measured[]>(contestants.map(({ name }) => [name, []]))
  const one = new Map<string, Measured[]>([names.plain, names.product].map((name) => [name, []]))
  let tokens = await signIn(stack)
  let signedInAt = Date.now()
  for (let round = 0; round <= options.rounds; round += 1) {
    if (Date.now() - signedInAt > freshTokensMs) {
      tokens = await signIn(stack)
      signedInAt = Date.now()
    }
    for (const contestant of contestants) {
      const order = { path, tokens, connections: 32, seconds: options.seconds }
      const measured = await measure(contestant, { generator, postgres, order })
      if (round > 0) many.get(contestant.name)?.push(measured)
      const single = one.get(contestant.name)
      if (round === 0 || single === undefined) continue
      const alone = { ...order, connections: 1, seconds: Math.min(1, options.seconds) }
      single.push(await measure(contestant, { generator, postgres, order: alone }))
    }
  }
  return { many, one }
}

function tell(rounds: Rounds): void {
  say(`\n${textOf(rounds)}`)
  const bars = barsOf(rounds)
  const contents = {
    node: process.version,
    options,
    noise: noiseOf(rounds),
    many: Object.fromEntries(rounds.many),
    one: Object.fromEntries(rounds.one),
    bars: bars.map((bar) => ({ ...bar, verdict: verdictOf(bar) })),
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(contents, null, 2)}\n`)
  if (values.plot !== undefined) writeFileSync(values.plot, plotOf(rounds))
  if (isTooNoisy(rounds)) process.exitCode = 2
  else if (bars.some((bar) => verdictOf(bar) === 'NOT met')) process.exitCode = 1
}
