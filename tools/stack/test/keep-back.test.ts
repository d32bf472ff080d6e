import { afterAll, beforeAll, expect, it } from 'vitest'

import type { SetMyPrivacyRequest } from '@kindred/client'
import { newId } from '@kindred/kernel'

import type { Stack } from '../src/index.js'
import { match, sees } from './couples.js'
import { asModerator } from './moderator.js'
import { type Biography, type Person, settle, signIn } from './people.js'
import { createTestStack } from './test-stack.js'

const patience = { timeout: 60_000, interval: 100 }
const open: SetMyPrivacyRequest = {
  hide_age: false,
  hide_distance: false,
  incognito: false,
  first_writer: 'ANYONE',
  hide_online: false,
}

let stack: Stack
beforeAll(async () => {
  stack = await createTestStack()
})
afterAll(() => stack.stop())

let latitude = -40
/** A woman and two men who see each other, at a place of their own. */
async function town(): Promise<[Person, Person, Person]> {
  const place = { latitude: (latitude += 3), longitude: 20 }
  const woman: Biography = { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place }
  const man = (name: string): Biography => ({ name, gender: 'MAN', wants: 'WOMAN', ...place })
  const people = await Promise.all([
    settle(stack, woman),
    settle(stack, man('Bob')),
    settle(stack, man('Carl')),
  ])
  const [alice, bob, carl] = people
  await Promise.all([sees(bob, alice), sees(carl, alice), sees(alice, bob), sees(alice, carl)])
  return people
}

const keep = (person: Person, change: Partial<SetMyPrivacyRequest>) =>
  person.client.profile.setMyPrivacy({ ...open, ...change })

const cardOf = async (viewer: Person, other: Person) =>
  (await viewer.client.discovery.listCandidates({ page_size: 50 })).candidates.find(
    ({ user_id }) => user_id === other.userId,
  )

const statusOf = (asked: Promise<unknown>): Promise<number> =>
  asked.then(
    () => 200,
    (error: { status: number }) => error.status,
  )

it('a hidden age and distance are in no answer to anybody but the person and staff', async () => {
  const [alice, bob] = await town()
  const { age } = await alice.client.profile.getMyProfile()
  expect(await cardOf(bob, alice)).toMatchObject({ age, distance: { from_km: 0 } })
  await keep(alice, { hide_age: true, hide_distance: true })
  await expect.poll(() => cardOf(bob, alice), patience).not.toHaveProperty('age')
  expect(await cardOf(bob, alice)).not.toHaveProperty('distance')
  const profile = await bob.client.profile.getProfile({ user_id: alice.userId })
  expect(profile).toMatchObject({ name: 'Alice' })
  expect(profile).not.toHaveProperty('age')

  await alice.client.discovery.like({ target_user_id: bob.userId })
  const { likes } = await bob.client.discovery.listLikes()
  expect(likes).toMatchObject([{ candidate: { name: 'Alice' } }])
  expect(likes[0]!.candidate).not.toHaveProperty('age')
  expect(likes[0]!.candidate).not.toHaveProperty('distance')
  const { match: made } = await bob.client.discovery.like({ target_user_id: alice.userId })
  expect(made).toMatchObject({ name: 'Alice' })
  expect(made).not.toHaveProperty('age')
  expect((await bob.client.discovery.listMatches()).matches[0]).not.toHaveProperty('age')

  expect((await alice.client.profile.getMyProfile()).age).toBe(age)
  const moderator = await asModerator(stack, await signIn(stack, 'Moderator'))
  expect((await moderator.client.profile.getProfile({ user_id: alice.userId })).age).toBe(age)
})

it('somebody incognito is met by those whom they like, and by nobody else on any route', async () => {
  const [alice, bob, carl] = await town()
  await keep(alice, { incognito: true })
  const meets = async (viewer: Person) => ({
    deck: (await cardOf(viewer, alice)) !== undefined,
    likes: (await viewer.client.discovery.listLikes()).likes.length,
    profile: await statusOf(viewer.client.profile.getProfile({ user_id: alice.userId })),
    like: await statusOf(viewer.client.discovery.like({ target_user_id: alice.userId })),
  })
  const nobody = { deck: false, likes: 0, profile: 404, like: 404 }
  await expect.poll(() => cardOf(carl, alice), patience).toBeUndefined()
  expect([await meets(bob), await meets(carl)]).toEqual([nobody, nobody])
  await alice.client.discovery.like({ target_user_id: bob.userId })
  expect(await meets(bob)).toEqual({ deck: true, likes: 1, profile: 200, like: 200 })
  expect(await meets(carl)).toEqual(nobody)
  await keep(alice, {})
  await expect.poll(() => cardOf(carl, alice), patience).toBeDefined()
})

it('whoever matched with somebody who writes first is told so, and refused until the first message is there', async () => {
  const [alice, bob] = await town()
  await keep(alice, { first_writer: 'ME' })
  const id = await match(alice, bob)
  const write = (person: Person) =>
    person.client.chat.sendMessage({ conversation_id: id, client_message_id: newId(), text: 'Hello!' })
  const isHeldBack = async (person: Person) =>
    (await person.client.chat.listConversations()).conversations.find(
      ({ conversation_id }) => conversation_id === id,
    )?.participant_writes_first
  await expect.poll(() => isHeldBack(bob), patience).toBe(true)
  expect(await isHeldBack(alice)).toBe(false)
  await expect(write(bob)).rejects.toMatchObject({ code: 'PARTNER_WRITES_FIRST', status: 409 })
  await write(alice)
  expect(await isHeldBack(bob)).toBe(false)
  expect((await write(bob)).seq).toBe(2)
})
