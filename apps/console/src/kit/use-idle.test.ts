import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { watchActivity } from './use-idle.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a page is idle when nobody has touched it for ten minutes, and no longer once somebody does', () => {
  const page = new EventTarget()
  const { isIdle, stop } = watchActivity(page)
  vi.advanceTimersByTime(600_000)
  expect(isIdle()).toBe(false)
  page.dispatchEvent(new Event('keydown'))
  vi.advanceTimersByTime(600_001)
  expect(isIdle()).toBe(true)
  page.dispatchEvent(new Event('pointerdown'))
  expect(isIdle()).toBe(false)
  stop()
  vi.advanceTimersByTime(600_001)
  page.dispatchEvent(new Event('wheel'))
  expect(isIdle()).toBe(true)
})
