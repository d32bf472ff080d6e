import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { sees } from './couples.js'
import { asModerator } from './moderator.js'
import { type Person, phonePhoto, settle, signIn } from './people.js'
import { createTestStack, type TestStack } from './test-stack.js'

const place = { latitude: 41.64731, longitude: 2.51037 }
const patience = { timeout: 60_000, interval: 200 }
const removal = { measure: 'REMOVE_PHOTO', rule: 'SEXUAL_CONTENT', note: 'Looked at.' } as const

let stack: TestStack
let alice: Person
let bob: Person
let moderator: Person
let photos: string[]
beforeAll(async () => {
  stack = await createTestStack()
  alice = await settle(stack, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place })
  bob = await settle(stack, { name: 'Bob', gender: 'MAN', wants: 'WOMAN', ...place })
  moderator = await asModerator(stack, await signIn(stack, 'Mia'))
  const { client } = alice
  photos = []
  for (let count = 0; count < 3; count += 1)
    photos.push((await client.uploadPhoto(await phonePhoto())).media_id)
  await vi.waitFor(() => client.profile.setMyPhotos({ photo_ids: photos }), patience)
  const badge = { user_id: alice.userId, verified: true, reason: 'I met her.' }
  await moderator.client.profile.setVerified(badge)
  await sees(bob, alice)
}, 180_000)
afterAll(() => stack.stop())

/** The profile as its owner sees it, without when it changed; the signature in a photo's address is another each time. */
async function profile(): Promise<unknown> {
  const { updated_at: _, ...own } = await alice.client.profile.getMyProfile()
  return {
    ...own,
    photos: own.photos.map(({ urls, ...photo }) => ({ ...photo, sizes: Object.keys(urls ?? {}) })),
  }
}

/** Bob reports Alice, and the moderator removes her first two photos. */
async function removePhotos(): Promise<string> {
  await bob.client.safety.reportPerson({
    target_user_id: alice.userId,
    reason: 'SEXUAL_CONTENT',
    context: { kind: 'PROFILE' },
  })
  const { safety } = moderator.client
  const claimed = await vi.waitFor(() => safety.claimNextCase({ kind: 'REPORTS' }), patience)
  const case_id = claimed.case?.case_id ?? ''
  await safety.decideCase({ case_id, lease_id: claimed.lease_id, ...removal, photo_ids: photos.slice(0, 2) })
  await expect.poll(profile, patience).toMatchObject({ photos: [{ media_id: photos[2] }], verified: false })
  return case_id
}

it('gives photos back to their places and the badge with them when their removal is undone', async () => {
  const before = await profile()
  const case_id = await removePhotos()
  const { lease_id } = await moderator.client.safety.undoDecision({ case_id })
  await expect.poll(profile, patience).toEqual(before)
  await moderator.client.safety.releaseClaim({ case_id, lease_id })
}, 180_000)

it('gives them back when another moderator reverses their removal after an appeal', async () => {
  const before = await profile()
  await removePhotos()
  const { decisions } = await alice.client.safety.getMyStanding()
  const appeal = { decision_id: decisions[0]?.decision_id ?? '', text: 'It is a painting.' }
  await alice.client.safety.appealDecision(appeal)
  const { safety } = (await asModerator(stack, await signIn(stack, 'Max'))).client
  const { case: found, lease_id } = await safety.claimNextCase({ kind: 'APPEAL' })
  await safety.decideCase({ case_id: found?.case_id ?? '', lease_id, measure: 'REVERSE', note: 'So it is.' })
  await expect.poll(profile, patience).toEqual(before)
}, 240_000)
