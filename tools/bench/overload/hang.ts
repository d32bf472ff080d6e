import { signIn } from '../hop/people.js'
import { type Bar, type Child, type OpenLoadOrder, quantile, type Second } from '../src/index.js'
import { barOf, type Place } from './crowd.js'

interface HangOptions extends Place {
  readonly generators: readonly [Child, Child]
  /** The process of the profile service. */
  readonly pid: number
  readonly perSecond: number
}

const quietSeconds = 5
const hungSeconds = 20
const afterSeconds = 6
/** The first calls wait for their deadline. */
const firstSeconds = 3

/** The profile service is stopped for a while, as a hung one would be, under a light load on it and on another one. */
export async function hang({ stack, port, generators, pid, perSecond, say }: HangOptions): Promise<Bar[]> {
  const tokens = await signIn(stack)
  const seconds = quietSeconds + hungSeconds + afterSeconds
  const load = (generator: Child, path: string): Promise<{ seconds: Second[] }> => {
    const order: OpenLoadOrder = { port, path, tokens, perSecond, seconds }
    return generator.ask(order)
  }
  say(
    `The profile service hangs for ${hungSeconds} s, at ${Math.round(perSecond)} requests a second to it and to auth.`,
  )
  const both = Promise.all([load(generators[0], '/v1/profiles/me'), load(generators[1], '/v1/auth/sessions')])
  const wait = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count * 1000))
  await wait(quietSeconds)
  process.kill(pid, 'SIGSTOP')
  await wait(hungSeconds)
  process.kill(pid, 'SIGCONT')
  const [callers, others] = await both
  const hung = callers.seconds.slice(quietSeconds + firstSeconds, quietSeconds + hungSeconds - 1)
  const quiet = others.seconds.slice(1, quietSeconds)
  const meanwhile = others.seconds.slice(quietSeconds, quietSeconds + hungSeconds)
  const after = callers.seconds.slice(quietSeconds + hungSeconds)
  const middle = (list: readonly Second[], of: keyof Second): number =>
    quantile(
      list.map((second) => second[of]),
      0.5,
    )
  const back = after.findIndex(({ refused, failed }) => refused + failed === 0)
  const bar = barOf(`profile hangs for ${hungSeconds} s`)
  say(`Others: ${meanwhile.map(({ good, refused, failed }) => `${good}/${refused}/${failed}`).join(' ')}`)
  const lost = meanwhile.reduce((sum, { refused, failed }) => sum + refused + failed, 0)
  return [
    bar('p99 of the refusals of its callers, ms', middle(hung, 'refusedP99Ms'), { atMost: 50 }),
    bar('others that failed', lost, { atMost: 0 }),
    bar('p50 of the others / before', middle(meanwhile, 'goodP50Ms') / middle(quiet, 'goodP50Ms'), {
      atMost: 1.5,
    }),
    bar('answers again, s', back < 0 ? Infinity : back, { atMost: 2 }),
  ]
}
