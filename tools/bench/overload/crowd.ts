import { signIn } from '../hop/people.js'
import {
  type Bar,
  type BenchStack,
  type Child,
  type LoadResult,
  type OpenLoadOrder,
  quantile,
  type Second,
  spreadOf,
} from '../src/index.js'
import { watchHealth, watchSessions } from './watch.js'

/** Where the load goes. */
export interface Place {
  readonly stack: BenchStack
  readonly port: number
  say(line: string): void
}

interface CrowdOptions extends Place {
  readonly generator: Child
  readonly seconds: number
}

const path = '/v1/profiles/me'
const times = 3
const quietSeconds = 12

/** Three times as many requests as the product answers, and what becomes of them, of the vital few and of the time after. */
export async function crowd(options: CrowdOptions): Promise<{ capacity: number; bars: Bar[] }> {
  const { stack, port, generator, seconds, say } = options
  const tokens = await signIn(stack)
  const closed = { port, path, tokens, connections: 32 }
  await generator.ask({ ...closed, seconds: 5 })
  const before = await generator.ask<LoadResult>({ ...closed, seconds: 8 })
  const capacity = before.requests / before.seconds
  say(
    `Alone it answers ${Math.round(capacity)} a second, p99 ${before.p99Ms.toFixed(1)} ms; ${times} times as many for ${seconds} s.`,
  )
  const load = (perSecond: number, duration: number): Promise<{ seconds: Second[] }> => {
    const order: OpenLoadOrder = { port, path, tokens, perSecond, seconds: duration }
    return generator.ask(order)
  }
  const sessions = await watchSessions(stack)
  const health = watchHealth(stack)
  const during = await load(capacity * times, seconds)
  const [refreshed, healthy] = [await sessions.stop(), await health.stop()]
  const after = await load(capacity / 3, quietSeconds)
  const settled = during.seconds.slice(2)
  say(`Of the crowd a second: ${settled.map(({ good }) => good).join(' ')}`)
  const sum = (list: readonly Second[], of: 'good' | 'refused' | 'failed'): number =>
    list.reduce((total, second) => total + second[of], 0)
  const recovery = after.seconds.findIndex(
    ({ refused, failed, goodP99Ms }) => refused + failed === 0 && goodP99Ms <= 2 * before.p99Ms,
  )
  const bar = barOf(`${times} x for ${seconds} s`)
  return {
    capacity,
    bars: [
      bar('answers a second / capacity', sum(settled, 'good') / settled.length / capacity, { atLeast: 0.8 }),
      bar(
        'p99 of the answers / before',
        quantile(
          settled.map(({ goodP99Ms }) => goodP99Ms),
          0.5,
        ) / before.p99Ms,
        { atMost: 2 },
      ),
      bar(
        'p99 of the refusals, ms',
        quantile(
          settled.map(({ refusedP99Ms }) => refusedP99Ms),
          0.5,
        ),
        { atMost: 50 },
      ),
      bar(
        'neither answered nor refused, share',
        sum(settled, 'failed') / (capacity * times * settled.length),
        { atMost: 0.001 },
      ),
      bar('/health answered, share', healthy, { atLeast: 1 }),
      bar('refreshes done, share', refreshed, { atLeast: 1 }),
      bar('as before again, s', recovery < 0 ? Infinity : recovery + 1, { atMost: 10 }),
    ],
  }
}

/** Makes bars of one size with a single measurement each. */
export const barOf =
  (size: string) =>
  (name: string, value: number, wanted: Pick<Bar, 'atLeast' | 'atMost'>): Bar => ({
    name,
    size,
    measured: spreadOf([value]),
    unit: '',
    judged: true,
    note: '',
    ...wanted,
  })
