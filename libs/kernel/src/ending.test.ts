import { expect, it } from 'vitest'

import { Ending, onAbort, pause } from './index.js'

it('tells who listens, once, and nobody who stopped', () => {
  const ending = new Ending()
  const told: string[] = []
  ending.listen(() => told.push('first'))
  onAbort(ending, () => told.push('second'))
  ending.listen(() => told.push('nobody'))()
  expect(ending.aborted).toBe(false)
  ending.abort()
  ending.abort()
  expect(ending.aborted).toBe(true)
  expect(told).toEqual(['first', 'second'])
})

it('calls at once whoever comes after the end', () => {
  const ending = new Ending()
  ending.abort()
  const told: string[] = []
  onAbort(ending, () => told.push('late'))
  expect(told).toEqual(['late'])
})

it('lets one function wait twice', () => {
  const ending = new Ending()
  let count = 0
  const listener = (): void => void (count += 1)
  ending.listen(listener)
  ending.listen(listener)()
  ending.abort()
  expect(count).toBe(1)
})

it('is a signal for whoever asks for one, before the end or after it', () => {
  const [before, after] = [new Ending(), new Ending()]
  const { signal } = before
  expect(signal.aborted).toBe(false)
  before.abort()
  after.abort()
  expect([signal.aborted, after.signal.aborted]).toEqual([true, true])
})

it('ends a pause', async () => {
  const ending = new Ending()
  const paused = pause(60_000, ending)
  ending.abort()
  expect(await paused).toBe(false)
})
