import { getEventListeners } from 'node:events'

import { expect, it } from 'vitest'

import { onAbort } from './index.js'

const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length

it('tells all who wait for one signal, through one listener', () => {
  const { signal, ...stopping } = heard()
  const told: number[] = []
  for (let number = 1; number <= 20; number++) onAbort(signal, () => told.push(number))
  expect(listenersOf(signal)).toBe(1)
  stopping.abort()
  expect(told).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
})

it('forgets who no longer waits, and leaves the signal when nobody does', () => {
  const { signal, ...stopping } = heard()
  const told: string[] = []
  const forget = onAbort(signal, () => told.push('first'))
  const forgetSame = onAbort(signal, () => told.push('second'))
  forget()
  forget()
  expect(listenersOf(signal)).toBe(1)
  forgetSame()
  expect(listenersOf(signal)).toBe(0)
  onAbort(signal, () => told.push('third'))
  expect(listenersOf(signal)).toBe(1)
  stopping.abort()
  expect(told).toEqual(['third'])
})

it('lets one function wait twice', () => {
  const { signal, ...stopping } = heard()
  let count = 0
  const listener = (): void => void (count += 1)
  onAbort(signal, listener)
  onAbort(signal, listener)()
  stopping.abort()
  expect(count).toBe(1)
})

it('does not call whom an earlier one made stop listening', () => {
  const { signal, ...stopping } = heard()
  const told: string[] = []
  onAbort(signal, () => forget())
  const forget = onAbort(signal, () => told.push('forgotten'))
  stopping.abort()
  expect(told).toEqual([])
})

it('calls at once when the signal has aborted, and never without a signal', () => {
  const told: string[] = []
  onAbort(AbortSignal.abort(), () => told.push('aborted'))
  onAbort(undefined, () => told.push('no signal'))
  expect(told).toEqual(['aborted'])
})

function heard(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
