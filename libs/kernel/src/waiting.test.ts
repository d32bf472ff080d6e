import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { backoff, pause } from './index.js'

describe('a pause', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is true when its time has passed, and leaves no listener behind', async () => {
    const { signal } = new AbortController()
    const forgotten = vi.spyOn(signal, 'removeEventListener')
    const passed = pause(1_000, signal)
    vi.advanceTimersByTime(1_000)
    expect(await passed).toBe(true)
    expect(forgotten).toHaveBeenCalledOnce()
  })

  it('does not end before its time', async () => {
    let passed = false
    const pausing = pause(1_000).then(() => (passed = true))
    await vi.advanceTimersByTimeAsync(999)
    expect(passed).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await pausing).toBe(true)
  })

  it('is false as soon as its signal aborts, and leaves no timer behind', async () => {
    const stopping = new AbortController()
    const passed = pause(1_000, stopping.signal)
    stopping.abort()
    expect(await passed).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is false at once when its signal has aborted before', async () => {
    expect(await pause(1_000, AbortSignal.abort())).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a backoff', () => {
  const pauses = { firstMs: 50, maxMs: 1_000 }
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it.each([
    [1, 50],
    [2, 100],
    [5, 800],
    [6, 1_000],
    [10_000, 1_000],
  ])('after %i failures is at most %i ms and at least half of it', (failures, ms) => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(1)
    expect([backoff(failures, pauses), backoff(failures, pauses)]).toEqual([ms, ms / 2])
  })
})
