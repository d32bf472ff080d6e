import { getEventListeners } from 'node:events'

import { afterEach, expect, it, vi } from 'vitest'

import { firstOf } from './first-of.js'

const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length

it('leaves no listener on its signal when an attempt has succeeded', async () => {
  const { signal } = new AbortController()
  const opened = firstOf({ open: () => Promise.resolve('open'), discard: () => undefined, signal })
  expect(listenersOf(signal)).toBe(1)
  expect(await opened).toBe('open')
  expect(listenersOf(signal)).toBe(0)
})

afterEach(() => vi.useRealTimers())

it('starts another attempt while one hangs, though seldom, and discards what comes too late', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const { signal } = new AbortController()
  const late: string[] = []
  let answer = (_value: string): void => undefined
  const attempts = [new Promise<string>((resolve) => (answer = resolve)), Promise.resolve('second')]
  const open = (): Promise<string> => attempts.shift() ?? Promise.reject(new Error('no more'))
  const opened = firstOf({ open, discard: (value) => late.push(value), signal })
  await vi.advanceTimersByTimeAsync(2_900)
  expect(attempts).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await opened).toBe('second')
  vi.useRealTimers()
  answer('first')
  await expect.poll(() => late).toEqual(['first'])
})

it('rejects when its signal aborts', async () => {
  const stopping = new AbortController()
  const open = (): Promise<string> => new Promise(() => undefined)
  const opened = firstOf({ open, discard: () => undefined, signal: stopping.signal })
  stopping.abort(new Error('closed'))
  await expect(opened).rejects.toThrow('closed')
  await expect(firstOf({ open, discard: () => undefined, signal: stopping.signal })).rejects.toThrow('closed')
})
