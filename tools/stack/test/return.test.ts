import { afterAll, beforeAll, expect, it } from 'vitest'

import type { Stack } from '../src/index.js'
import { match, sees } from './couples.js'
import { type Biography, type Person, settle, settleAs } from './people.js'
import { createTestStack } from './test-stack.js'
import { dumpDatabases, findTraces, isSealed, spellings } from './traces.js'

const place = { latitude: 56.95, longitude: 24.1 }
const woman = (name: string): Biography => ({ name, gender: 'WOMAN', wants: 'MAN', ...place })
const man = (name: string): Biography => ({ name, gender: 'MAN', wants: 'WOMAN', ...place })

let stack: Stack
beforeAll(async () => {
  stack = await createTestStack()
})
afterAll(() => stack.stop())

/** Deletes the account and comes back with the same Telegram account, at once. */
async function returned(person: Person, biography: Biography): Promise<Person> {
  await person.client.profile.deleteMyProfile()
  // Sessions end a moment later: a sign-in before that is still of the old account.
  await expect
    .poll(async () => {
      const again = await settleAs(stack, person.telegramId, biography).catch(() => person)
      return again.userId === person.userId ? undefined : (back = again)
    })
    .toBeDefined()
  return back
}
let back: Person

const refused = { code: 'TARGET_NOT_FOUND', status: 404 }
async function areApart(one: Person, other: Person): Promise<void> {
  for (const [viewer, target] of [
    [one, other],
    [other, one],
  ] as const) {
    const { candidates } = await viewer.client.discovery.listCandidates({ page_size: 50 })
    expect(candidates.map(({ user_id }) => user_id)).not.toContain(target.userId)
    for (const kind of ['LIKE', 'SUPERLIKE'] as const)
      await expect(
        viewer.client.discovery.like({ target_user_id: target.userId, kind }),
      ).rejects.toMatchObject(refused)
  }
}

it('a deletion and a new sign-up lift no block, whoever comes back', async () => {
  const alice = await settle(stack, woman('Alice'))
  const carol = await settle(stack, woman('Carol'))
  const dave = await settle(stack, man('Dave'))
  await sees(dave, carol)
  await match(dave, alice)
  await alice.client.discovery.block({ target_user_id: dave.userId })
  const davesOld = dave.userId
  const dave2 = await returned(dave, man('David'))
  // Once he sees anybody, everything is known of him.
  await sees(dave2, carol)
  await sees(carol, dave2)
  await areApart(alice, dave2)
  expect((await alice.client.discovery.listBlocks()).blocks).toEqual([])

  const alice2 = await returned(alice, woman('Alicia'))
  const bob = await settle(stack, man('Bob'))
  await sees(alice2, bob)
  await areApart(alice2, dave2)
  const traces = async () =>
    findTraces(
      (await dumpDatabases(stack)).filter((row) => !isSealed(row)),
      [davesOld, alice.userId].flatMap(spellings),
    )
  await expect.poll(traces, { timeout: 60_000, interval: 250 }).toEqual([])
})

it('a deletion and a new sign-up give no superlike and no change of place back', async () => {
  const carl = await settle(stack, man('Carl'))
  const women = await Promise.all([1, 2].map((n) => settle(stack, woman(`Woman ${n}`))))
  for (const target of women) {
    await sees(carl, target)
    await carl.client.discovery.like({ target_user_id: target.userId, kind: 'SUPERLIKE' })
  }
  await carl.client.discovery.undo({})
  expect((await carl.client.discovery.getSuperlikes()).left).toBe(3)
  for (let n = 1; n < 5; n++)
    await carl.client.profile.setMyLocation({ ...place, latitude: place.latitude + n })
  const carl2 = await returned(carl, man('Charles'))
  await sees(carl2, women[1]!)
  expect((await carl2.client.discovery.getSuperlikes()).left).toBe(3)
  // One to begin with, four steps, and the first one of the new account.
  await expect(carl2.client.profile.setMyLocation({ ...place, latitude: 20 })).rejects.toMatchObject({
    code: 'LOCATION_CHANGED_TOO_OFTEN',
  })
})
