import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { loadPatiently } from './load-patiently.js'

const online = (is: boolean): void => void vi.stubGlobal('navigator', { onLine: is })
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', new EventTarget())
  online(true)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
const failing = (times: number) => {
  const load = vi.fn(async () => {
    if (load.mock.calls.length <= times) throw new TypeError('Failed to fetch dynamically imported module')
    return 'part'
  })
  return load
}

it('the app asks for a part of itself again while the gateway restarts', async () => {
  const part = loadPatiently(failing(3))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await part).toBe('part')
})

it('the app gives up a part of itself when the network is there and the part is not', async () => {
  const part = loadPatiently(failing(Infinity)).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await part).toBeInstanceOf(TypeError)
})

it('the app waits for the network as long as it takes before it asks for a part of itself again', async () => {
  online(false)
  const load = failing(1)
  const part = loadPatiently(load)
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(load).toHaveBeenCalledTimes(1)
  online(true)
  window.dispatchEvent(new Event('online'))
  expect(await part).toBe('part')
})
