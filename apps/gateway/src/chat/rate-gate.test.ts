import { expect, it } from 'vitest'

import { createTestClock } from '@kindred/testkit'

import { createRateGate } from './rate-gate.js'

const allowed = (take: () => void): boolean => {
  try {
    take()
    return true
  } catch {
    return false
  }
}

it('lets a limit through at once and refills it over its window', () => {
  const clock = createTestClock()
  const gate = createRateGate(1, clock)
  const burst = () => Array.from({ length: 100 }, () => allowed(() => gate.take('alice', 'message')))
  expect(burst().filter(Boolean)).toHaveLength(60)
  clock.advance(10_000)
  gate.sweep()
  expect(burst().filter(Boolean)).toHaveLength(10)
  clock.advance(3_600_000)
  gate.sweep()
  expect(burst().filter(Boolean)).toHaveLength(60)
})

it('says when to come again, and counts people and limits apart', () => {
  const gate = createRateGate(1 / 60, createTestClock())
  gate.take('alice', 'message')
  expect(() => gate.take('alice', 'message')).toThrow(expect.objectContaining({ kind: 'rateLimited', retryAfter: 60 }))
  gate.take('bob', 'message')
  gate.take('alice', 'typing')
})
