import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'

import {
  type Bar,
  barTable,
  type BenchStack,
  quantile,
  spreadOf,
  startBenchStack,
  verdictOf,
} from '../../../tools/bench/src/index.js'
import { makePerson, must, type Person, whenFound } from './people.js'

function readFlags() {
  const { values } = parseArgs({
    options: {
      calls: { type: 'string', default: '500' },
      rounds: { type: 'string', default: '5' },
      port: { type: 'string', default: String(23_000 + Math.floor(Math.random() * 900)) },
    },
  })
  return { calls: Number(values.calls), rounds: Number(values.rounds), port: Number(values.port) }
}

interface Cast {
  readonly viewer: Person
  /** By kind, whom the viewer asks for. */
  readonly others: Readonly<Record<string, () => string>>
}

async function makeCast(stack: BenchStack): Promise<Cast> {
  const [viewer, blocker, blocked, ended] = (await Promise.all(
    [1, 2, 3, 4].map((number) => makePerson(stack, number, 10)),
  )) as [Person, Person, Person, Person]
  const [unrelated] = await Promise.all([makePerson(stack, 5, -40)])
  await Promise.all(
    [viewer, blocker, ended].map((one) => whenFound(stack, one, one === viewer ? [blocked] : [viewer])),
  )
  await must(stack, blocker.token, ['POST', '/v1/discovery/blocks', { target_user_id: viewer.userId }])
  await must(stack, viewer.token, ['POST', '/v1/discovery/blocks', { target_user_id: blocked.userId }])
  await must(stack, ended.token, ['POST', '/v1/discovery/like', { target_user_id: viewer.userId }])
  const { match } = await must(stack, viewer.token, [
    'POST',
    '/v1/discovery/like',
    { target_user_id: ended.userId },
  ])
  await must(stack, ended.token, [
    'DELETE',
    `/v1/discovery/matches/${(match as { match_id: string }).match_id}`,
  ])
  const of = (one: Person) => () => one.userId
  return {
    viewer,
    others: {
      unknown: () => randomUUID(),
      'who blocked the viewer': of(blocker),
      'whom the viewer blocked': of(blocked),
      'of an ended match': of(ended),
      unrelated: of(unrelated),
    },
  }
}

type Ask = (userId: string) => readonly [path: string, body?: object]

const questions: Readonly<Record<string, Ask>> = {
  profile: (userId) => [`/v1/profiles/${userId}`],
  like: (target_user_id) => ['/v1/discovery/like', { target_user_id }],
  superlike: (target_user_id) => ['/v1/discovery/like', { target_user_id, kind: 'SUPERLIKE' }],
  pass: (target_user_id) => ['/v1/discovery/pass', { target_user_id }],
}

async function measure({ viewer, others }: Cast): Promise<Bar[]> {
  const bars: Bar[] = []
  for (const [name, question] of Object.entries(questions)) {
    const kinds = Object.entries(others).filter(([kind]) => name === 'profile' || kind !== 'unrelated')
    await askInTurn(question, kinds, viewer, 50)
    const taken = await askInTurn(question, kinds, viewer, calls)
    for (const [kind] of kinds.slice(1))
      bars.push(barOf(`${name}: ${kind}`, taken.get(kind)!, taken.get('unknown')!))
  }
  return bars
}

/** The times of each kind, in the order of the rounds; the kinds begin in turn. */
async function askInTurn(
  question: Ask,
  kinds: readonly (readonly [string, () => string])[],
  { token }: Person,
  times: number,
): Promise<Map<string, number[]>> {
  const taken = new Map(kinds.map(([kind]) => [kind, [] as number[]]))
  for (let turn = 0; turn < times; turn++)
    for (let at = 0; at < kinds.length; at++) {
      const [kind, idOf] = kinds[(turn + at) % kinds.length]!
      const [path, body] = question(idOf())
      const { ms, status, text } = await stack.ask(path, { token, ...(body && { body }) })
      if (status !== 404) throw new Error(`${path} (${kind}) answered ${status}: ${text.slice(0, 200)}`)
      taken.get(kind)!.push(ms)
    }
  return taken
}

/** How much longer one kind takes than the other, over all calls; beside it the least and the most of a part of them. */
function barOf(name: string, some: readonly number[], unknown: readonly number[]): Bar {
  const median = (times: readonly number[]) => quantile(times, 0.5)
  const part = Math.ceil(some.length / rounds)
  const parts = Array.from({ length: rounds }, (_, at) => {
    const [from, to] = [at * part, (at + 1) * part]
    return median(some.slice(from, to)) / median(unknown.slice(from, to))
  })
  return {
    name,
    size: String(some.length),
    unit: 'x unknown',
    atLeast: 0.9,
    atMost: 1.1,
    judged: true,
    measured: { ...spreadOf(parts), median: median(some) / median(unknown) },
    note: `medians ${median(some).toFixed(2)} and ${median(unknown).toFixed(2)} ms`,
  }
}

/**
 * Whether time tells a person who blocked the caller from one who does not exist: each kind of person is asked for in turn, at a whole Kindred
 * over HTTP, and the medians are compared.
 */
const { calls, rounds, port } = readFlags()
const stack = await startBenchStack(port)
try {
  const bars = await measure(await makeCast(stack))
  process.stdout.write(`${calls} calls of each kind\n\n${barTable(bars)}\n`)
  process.exitCode = bars.some((bar) => verdictOf(bar) === 'NOT met') ? 1 : 0
} finally {
  await stack.stop()
}
