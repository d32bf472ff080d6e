import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createDeadlines } from './deadlines.js'

afterEach(() => void vi.useRealTimers())

/** Lets the timer fire until the listener has been called; returns how often it fired. */
function fireUntil(isCalled: () => boolean): number {
  let fired = 0
  while (!isCalled() && fired < 10_000) {
    vi.advanceTimersToNextTimer()
    fired += 1
  }
  return fired
}

const lateness = (ms: number): { readonly at: number; readonly call: () => void; late?: number } => {
  const at = Date.now() + ms
  const one = { at, late: undefined as number | undefined, call: () => void (one.late = Date.now() - at) }
  return one as never
}

/** A wait ends with the tick after its time, and ticks need not begin with those of the clock. */
const latestMs = 40

describe.each([0, 7, 19])('deadlines, %i ms after a tick of the clock', (phase) => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 + phase }))

  it('sleep while a long wait is all there is, and end it in time', () => {
    const deadlines = createDeadlines()
    const long = lateness(25_000)
    deadlines.add(long.at, long.call)
    expect(fireUntil(() => long.late !== undefined)).toBeLessThan(40)
    expect(long.late).toBeLessThanOrEqual(latestMs)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('are in time for a wait that begins while they sleep', () => {
    const deadlines = createDeadlines()
    const long = lateness(25_000)
    deadlines.add(long.at, long.call)
    vi.advanceTimersByTime(5_300)
    const short = lateness(130)
    deadlines.add(short.at, short.call)
    vi.advanceTimersByTime(129)
    expect(short.late).toBeUndefined()
    vi.advanceTimersByTime(1 + latestMs)
    expect(short.late).toBeLessThanOrEqual(latestMs)
    expect(fireUntil(() => long.late !== undefined)).toBeLessThan(40)
  })

  it('are in time for many at once', () => {
    const deadlines = createDeadlines()
    const many = Array.from({ length: 60 }, (_, at) => lateness(100 + at * 70))
    for (const one of many) deadlines.add(one.at, one.call)
    vi.advanceTimersByTime(6_000)
    for (const { late } of many) expect(late).toBeLessThanOrEqual(latestMs)
  })
})
