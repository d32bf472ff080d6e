import { getEventListeners } from 'node:events'

import { expect, it } from 'vitest'

import { firstOf } from './first-of.js'

const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length

it('leaves no listener on its signal when an attempt has succeeded', async () => {
  const { signal } = new AbortController()
  const opened = firstOf({ open: () => Promise.resolve('open'), discard: () => undefined, signal })
  expect(listenersOf(signal)).toBe(1)
  expect(await opened).toBe('open')
  expect(listenersOf(signal)).toBe(0)
})

it('starts another attempt while one hangs, and discards what comes too late', async () => {
  const { signal } = new AbortController()
  const late: string[] = []
  let answer = (_value: string): void => undefined
  const attempts = [new Promise<string>((resolve) => (answer = resolve)), Promise.resolve('second')]
  const open = (): Promise<string> => attempts.shift() ?? Promise.reject(new Error('no more'))
  expect(await firstOf({ open, discard: (value) => late.push(value), signal })).toBe('second')
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
