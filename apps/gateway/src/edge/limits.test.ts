import { expect, it, vi } from 'vitest'

import { loadContract, type MethodContract } from '@kindred/rpc'

import { createLimits, type LimitName } from './limits.js'
import { generalLimits, ownLimitsOf, rateClasses, type RateLimit } from './rate-classes.js'

const own = ownLimitsOf(loadContract())
const table = [...Object.entries<RateLimit>({ ...generalLimits, ...rateClasses }), ...own] as [
  LimitName,
  RateLimit,
][]

it.each(table)(
  'the line of the limit %s in the table or the contract is all it takes to hold callers to it',
  async (name, { max }) => {
    const limits = createLimits(1, own)
    for (let act = 1; act <= max; act += 1) await limits.hold(name, 'alice')
    expect(await limits.look(name, 'alice')).toMatchObject({ name, max, remaining: 0, isExceeded: true })
    await expect(limits.hold(name, 'alice')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    await expect(limits.hold(name, 'bob')).resolves.toBeUndefined()
  },
)

it('each limit counts by itself, multiplied by the scale', async () => {
  const limits = createLimits(0.5, own)
  for (let act = 1; act <= 30; act += 1) await limits.hold('message', 'alice')
  await expect(limits.hold('message', 'alice')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  await expect(limits.hold('swipe', 'alice')).resolves.toBeUndefined()
})

it('a window begins with the first act, ends after its seconds, and the next one is new', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    const limits = createLimits(1, own)
    for (let act = 1; act <= 10; act += 1) await limits.take('login', 'alice')
    vi.advanceTimersByTime(59_000)
    expect(await limits.take('login', 'alice')).toMatchObject({ isExceeded: true, resetSeconds: 1 })
    vi.advanceTimersByTime(1_000)
    expect(await limits.look('login', 'alice')).toMatchObject({ isExceeded: false, remaining: 10 })
    expect(await limits.take('login', 'alice')).toMatchObject({ remaining: 9, resetSeconds: 60 })
  } finally {
    vi.useRealTimers()
  }
})

it('forgets the least recent callers of a limit when there are more than 50,000', async () => {
  const limits = createLimits(1, own)
  for (let act = 1; act <= 10; act += 1) await limits.take('login', 'first')
  expect((await limits.look('login', 'first')).isExceeded).toBe(true)
  for (let caller = 0; caller < 50_000; caller += 1) await limits.take('login', `other ${caller}`)
  expect((await limits.look('login', 'first')).isExceeded).toBe(false)
  expect((await limits.look('login', 'other 49999')).remaining).toBe(9)
})

it('a limit of one RPC alone must not have the name of another', () => {
  const { methods } = loadContract()
  const method = methods.find(({ policy }) => policy.rate !== undefined)!
  const named = (limit: string): MethodContract => ({ ...method, policy: { ...method.policy, limit } })
  for (const limit of ['swipe', 'user'])
    expect(() => ownLimitsOf({ methods: [named(limit)] })).toThrow(
      `${method.path}: the rate limit ${limit} has numbers already`,
    )
  expect(() => ownLimitsOf({ methods: [named('mine'), named('mine')] })).toThrow('mine has numbers already')
})
