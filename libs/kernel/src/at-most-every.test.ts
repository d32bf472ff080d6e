import { expect, it } from 'vitest'

import { atMostEvery } from './at-most-every.js'

it('asks again once the answer is old, and at once after a failure', async () => {
  let [now, asked] = [1_000, 0]
  const answer = atMostEvery(100, { now: () => new Date(now) }, async () => {
    asked += 1
    if (asked === 2) throw new Error('away')
    return asked
  })
  expect([await answer(), await answer()]).toEqual([1, 1])
  now += 99
  expect(await answer()).toBe(1)
  now += 1
  await expect(answer()).rejects.toThrow('away')
  expect([await answer(), await answer()]).toEqual([3, 3])
})
