import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import type { Stack } from '../src/index.js'
import { match, sees } from './couples.js'
import { listen, type Person, phonePhoto, settle, signInAgain } from './people.js'
import { createTestStack } from './test-stack.js'
import { dumpDatabases, dumpFiles, findTraces, isSealed, spellings } from './traces.js'

const words = {
  name: 'Zephyrine',
  bio: 'Sings to lighthouses at dawn.',
  city: 'Vallgorguina',
  device: "Zephyrine's phone",
  hello: 'Ahoy, keeper of lamps!',
  words: 'Your lantern made my day.',
}
const place = { latitude: 41.64731, longitude: 2.51037 }

let stack: Stack
let leaver: Person
let partner: Person
let admirer: Person
let conversationId: string
let photoIds: string[]

beforeAll(async () => {
  stack = await createTestStack()
  leaver = await settle(stack, { name: words.name, gender: 'WOMAN', wants: 'MAN', ...place })
  partner = await settle(stack, { name: 'Partner', gender: 'MAN', wants: 'WOMAN', ...place })
  admirer = await settle(stack, { name: 'Admirer', gender: 'MAN', wants: 'WOMAN', ...place })
  await live()
})
afterAll(() => stack.stop())

const key = (): { idempotencyKey: string } => ({ idempotencyKey: newId() })

/** A life that leaves something in every database. */
async function live(): Promise<void> {
  const { profile, discovery, chat } = leaver.client
  const photos = await Promise.all([1, 2].map(async () => leaver.client.uploadPhoto(await phonePhoto())))
  photoIds = photos.map((photo) => photo.media_id)
  await profile.updateMyProfile({ bio: words.bio, city: words.city })
  await profile.setMyPhotos({ photo_ids: photoIds })
  await Promise.all([sees(admirer, leaver), sees(leaver, partner)])
  await admirer.client.discovery.like({ target_user_id: leaver.userId }, key())
  await discovery.like({ target_user_id: partner.userId, message: words.words }, key())
  conversationId = await match(leaver, partner)
  const message = { conversation_id: conversationId, client_message_id: newId() }
  await chat.sendMessage({ ...message, text: words.hello }, key())
  await partner.client.chat.sendMessage({ ...message, client_message_id: newId(), text: 'Hello!' }, key())
  await chat.markRead({ conversation_id: conversationId, up_to_seq: 2 })
  await partner.client.chat.markRead({ conversation_id: conversationId, up_to_seq: 1 })
  const context = { kind: 'CONVERSATION', conversation_id: conversationId } as const
  const report = { target_user_id: partner.userId, reason: 'OTHER', context } as const
  await leaver.client.safety.reportPerson(report, key())
}

const needles = (): string[] => [
  ...spellings(leaver.userId),
  String(leaver.telegramId),
  ...photoIds.flatMap(spellings),
  ...Object.values(words),
]

const traces = async (): Promise<string[]> =>
  findTraces(
    [...(await dumpDatabases(stack)).filter((row) => !isSealed(row)), ...dumpFiles(stack.mediaFolder)],
    needles(),
  )

describe('a person who leaves', () => {
  it('a person who leaves was everywhere before', async () => {
    const before = (await traces()).join('\n')
    for (const service of ['auth', 'profile', 'discovery', 'media', 'chat', 'safety'])
      expect(before).toMatch(new RegExp(`^${service} .*: ${leaver.userId}$`, 'm'))
    expect(before).toMatch(new RegExp(`^auth .*: ${leaver.telegramId}$`, 'm'))
    for (const text of Object.values(words)) expect(before).toContain(text)
    expect(dumpFiles(stack.mediaFolder).length).toBeGreaterThanOrEqual(6)
  })

  it('a person who leaves leaves no row but what is sealed and no file, and the others see nobody', async () => {
    const ear = listen(partner)
    await expect.poll(() => ear.live.state).toBe('ready')
    await leaver.client.profile.deleteMyProfile()
    await expect
      .poll(() => ear.of('conversation.ended').map((event) => event.data.conversation_id))
      .toEqual([conversationId])
    ear.live.close()
    await expect.poll(() => partner.client.chat.listConversations()).toMatchObject({ conversations: [] })
    await expect.poll(() => partner.client.discovery.listMatches()).toMatchObject({ matches: [] })
    const history = partner.client.chat.listMessages({ conversation_id: conversationId })
    await expect(history).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND', status: 404 })
    await expect.poll(traces, { timeout: 60_000, interval: 250 }).toEqual([])
    const sealed = (await dumpDatabases(stack)).filter(isSealed)
    expect(findTraces(sealed, [words.hello, words.words]).toSorted()).toEqual([
      `chat public.sealed_message: ${words.hello}`,
      `discovery public.sealed_words: ${words.words}`,
      `safety public.evidence: ${words.hello}`,
      `safety public.evidence: ${words.words}`,
    ])
    const evidence = sealed.filter(({ place }) => place.startsWith('safety'))
    expect(findTraces(evidence, spellings(leaver.userId))).toEqual([])
    await expect
      .poll(() => dumpFiles(stack.mediaFolder).map((file) => file.place), { timeout: 60_000 })
      .toEqual([])
  })

  it('a person who leaves loses every session at once', async () => {
    await expect(leaver.client.auth.verifyToken()).rejects.toMatchObject({ status: 401 })
  })

  it('a person who leaves may come back as somebody new', async () => {
    const again = await signInAgain(stack, leaver.telegramId, 'Zoe')
    expect(again.userId).not.toBe(leaver.userId)
    await expect(again.client.profile.getMyProfile()).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' })
  })
})
