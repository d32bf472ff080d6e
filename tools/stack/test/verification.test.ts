import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { asModerator, signInAdmin } from './moderator.js'
import { type Person, phonePhoto, settle, signIn } from './people.js'
import { createTestStack, type TestStack } from './test-stack.js'

const patience = { timeout: 60_000, interval: 200 }
/** An MP4 in its first bytes. */
const video = new Blob([Buffer.from('\0\0\0\x18ftypmp42 a face and a hand', 'latin1')])

let stack: TestStack
let alice: Person
let moderator: Person
let photos: string[]
beforeAll(async () => {
  stack = await createTestStack()
  alice = await settle(stack, {
    name: 'Alice',
    gender: 'WOMAN',
    wants: 'MAN',
    latitude: 41.64731,
    longitude: 2.51037,
  })
  moderator = await asModerator(stack, await signIn(stack, 'Mia'))
  const { client } = alice
  photos = []
  for (let count = 0; count < 2; count += 1)
    photos.push((await client.uploadPhoto(await phonePhoto())).media_id)
  await vi.waitFor(() => client.profile.setMyPhotos({ photo_ids: photos }), patience)
}, 120_000)
afterAll(() => stack.stop())

const isVerified = async (): Promise<boolean> => (await alice.client.profile.getMyProfile()).verified

async function submit({ client } = alice): Promise<boolean> {
  const { verification_id, again } = await client.safety.startVerification()
  await client.submitVideoNote(verification_id, video)
  return again
}

/** The moderator takes the case, watches the video note and decides. */
async function decide(measure: 'VERIFY' | 'TRY_AGAIN'): Promise<string> {
  const { safety } = moderator.client
  const { case: found, lease_id } = await safety.claimNextCase({ kind: 'VERIFICATION' })
  const case_id = found?.case_id ?? ''
  expect(await (await moderator.client.readVideoNote(case_id)).text()).toBe(await video.text())
  expect((await safety.getCase({ case_id })).gesture).toMatch(/^[A-Z_]+$/)
  await safety.decideCase({ case_id, lease_id, measure, note: 'Looked at.' })
  return case_id
}

/** Resolves once the decision can no longer be taken back, by what the video note becomes. */
const settled = (caseId: string): Promise<void> =>
  vi.waitFor(async () => {
    const reading = moderator.client.readVideoNote(caseId)
    await expect(reading).rejects.toMatchObject({ code: 'VIDEO_NOT_FOUND' })
  }, patience)

it('brings a video note to a moderator and the badge back, which falls with another first photo', async () => {
  expect(await submit()).toBe(false)
  await expect(alice.client.safety.startVerification()).rejects.toMatchObject({
    code: 'VERIFICATION_PENDING',
  })
  await settled(await decide('TRY_AGAIN'))
  expect(await isVerified()).toBe(false)

  expect(await submit()).toBe(true)
  const caseId = await decide('VERIFY')
  await expect.poll(isVerified, patience).toBe(true)
  await settled(caseId)
  const { verifications } = await moderator.client.profile.listVerifications({ user_id: alice.userId })
  expect(verifications).toMatchObject([{ verified: true, case_id: caseId }])

  expect(await submit()).toBe(false)
  await settled(await decide('TRY_AGAIN'))
  expect(await isVerified()).toBe(true)

  await alice.client.profile.setMyPhotos({ photo_ids: [...photos].reverse() })
  expect(await isVerified()).toBe(false)
}, 240_000)

it('leaves a record of every look and decision, and shows the video note to nobody else', async () => {
  const anna = await signIn(stack, 'Anna')
  await submit(anna)
  const { case: found } = await moderator.client.safety.claimNextCase({ kind: 'VERIFICATION' })
  const caseId = found?.case_id ?? ''
  await expect(anna.client.readVideoNote(caseId)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const colleague = await asModerator(stack, await signIn(stack, 'Max'))
  await expect(colleague.client.readVideoNote(caseId)).rejects.toMatchObject({ code: 'CASE_NOT_CLAIMED' })
  const { client } = await signInAdmin(stack)
  const { records } = await client.safety.listAudit({ subject_id: alice.userId, page_size: 100 })
  const count = (action: string) => records.filter((record) => record.action === action).length
  expect([count('video.seen'), count('case.decided')]).toEqual([3, 3])
  expect(await client.safety.verifyAudit()).toMatchObject({ intact: true })
}, 120_000)
