import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  type KeyState,
  planRotation,
  publishBeforeUseMs,
  retiredMs,
  type RotationPlan,
} from './key-rotation.js'

const start = new Date('2026-01-01T12:00:00Z')
const day = 24 * 3_600_000
const ago = (ms: number): Date => new Date(start.getTime() - ms)
const key = (kid: string, status: KeyState['status'], age: number): KeyState => ({
  kid,
  status,
  since: ago(age),
})
const nothing: RotationPlan = { create: [], activate: undefined, retire: undefined, remove: [] }
const plan = (...keys: KeyState[]) => planRotation(keys, start, 30 * day)

it('makes a signing key and the next one at the first start', () => {
  expect(plan()).toEqual({ ...nothing, create: ['active', 'next'] })
})

it('leaves young keys alone', () => {
  expect(plan(key('a', 'active', 29 * day), key('n', 'next', 29 * day))).toEqual(nothing)
})

it('rotates by age', () => {
  const rotated = { ...nothing, create: ['next'], activate: 'n', retire: 'a' }
  expect(plan(key('a', 'active', 30 * day), key('n', 'next', day))).toEqual(rotated)
})

it('never signs with a key that was not published for long enough', () => {
  expect(plan(key('a', 'active', 40 * day), key('n', 'next', publishBeforeUseMs - 1))).toEqual(nothing)
  expect(plan(key('a', 'active', 40 * day))).toEqual({ ...nothing, create: ['next'] })
})

it('removes a retired key when its tokens are dead', () => {
  const pair = [key('a', 'active', day), key('n', 'next', day)]
  expect(plan(...pair, key('r', 'retired', retiredMs))).toEqual(nothing)
  expect(plan(...pair, key('r', 'retired', retiredMs + 1))).toEqual({ ...nothing, remove: ['r'] })
})

describe('over any time', () => {
  /** The keys after the plan, and when the key that signs was published. */
  function apply(keys: KeyState[], now: Date, made: { count: number }): KeyState[] {
    const steps = planRotation(keys, now, 7 * day)
    const kept = keys
      .filter(({ kid }) => !steps.remove.includes(kid))
      .map((one): KeyState => {
        if (one.kid === steps.activate) return { ...one, status: 'active', since: now }
        return one.kid === steps.retire ? { ...one, status: 'retired', since: now } : one
      })
    return [
      ...kept,
      ...steps.create.map((status): KeyState => ({ kid: `k${made.count++}`, status, since: now })),
    ]
  }

  it('exactly one key signs, one is next, and every token of 5 min stays verifiable', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1_000, max: 3 * day }), { maxLength: 60 }), (pauses) => {
        const made = { count: 0 }
        let now = start
        let keys = apply([], now, made)
        let lastSigner = { kid: '', at: start }
        for (const pause of pauses) {
          now = new Date(now.getTime() + pause)
          const before = keys.find((one) => one.status === 'active')!
          lastSigner = { kid: before.kid, at: now }
          keys = apply(keys, now, made)
          expect(keys.filter((one) => one.status === 'active')).toHaveLength(1)
          expect(keys.filter((one) => one.status === 'next')).toHaveLength(1)
          expect(keys.some((one) => one.kid === lastSigner.kid)).toBe(true)
        }
      }),
    )
  })
})
