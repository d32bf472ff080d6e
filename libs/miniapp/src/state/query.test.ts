import { expect, it, onTestFinished, vi } from 'vitest'

import { KindredError } from '@kindred/client'

import { createQueries, insist, isPassing } from './query.js'

const refused = (status: number, code: string): KindredError =>
  new KindredError({ type: 'about:blank', title: '', status, detail: '', code })

it.each([
  ['passes', [refused(0, 'NETWORK_FAILED'), refused(503, 'UNAVAILABLE')], 'done', 3],
  ['does not pass', [0, 0, 0, 0].map((status) => refused(status, 'NETWORK_FAILED')), 'NETWORK_FAILED', 3],
  ['cannot pass', [refused(401, 'INIT_DATA_EXPIRED')], 'INIT_DATA_EXPIRED', 1],
])('a query asks at most three times, on a failure that %s', async (_, failures, end, times) => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  let asked = 0
  const answer = insist(async () => {
    asked += 1
    const failure = failures.shift()
    if (failure !== undefined) throw failure
    return 'done'
  }).catch((error: unknown) => (error as KindredError).code)
  await vi.advanceTimersByTimeAsync(5_000)
  expect([await answer, asked]).toEqual([end, times])
})

it('only a failure that may pass is worth another try', () => {
  expect([0, 429, 503].map((status) => isPassing(refused(status, 'X')))).toEqual([true, true, true])
  expect([400, 404, 422].map((status) => isPassing(refused(status, 'X')))).toEqual([false, false, false])
  expect(isPassing(new Error('bug'))).toBe(false)
})

it('a query waits before another try as long as the server asks, but at most 5 seconds', () => {
  const { retryDelay } = createQueries().getDefaultOptions().queries ?? {}
  const wait = retryDelay as (count: number, error: Error) => number
  const after = (seconds: number) => new KindredError(refused(429, 'X').problem, { retryAfter: seconds })
  expect([wait(0, after(2)), wait(0, after(600))]).toEqual([2_000, 5_000])
})

it('waits longer before the second try when the server asks for nothing, and everybody for another time', () => {
  const { retryDelay } = createQueries().getDefaultOptions().queries ?? {}
  const wait = retryDelay as (count: number, error: Error) => number
  const random = vi.spyOn(Math, 'random')
  const waits = [0, 1].flatMap((drawn) =>
    [0, 1].map((count) => {
      random.mockReturnValueOnce(drawn)
      return wait(count, refused(503, 'X'))
    }),
  )
  random.mockRestore()
  expect(waits).toEqual([400, 800, 200, 400])
})
