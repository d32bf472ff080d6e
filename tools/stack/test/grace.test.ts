import { compactVerify, importJWK } from 'jose'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import type { Stack } from '../src/index.js'
import { serviceNames } from '../src/names.js'
import { match, sees } from './couples.js'
import { listen, type Person, phonePhoto, settle, signInAgain } from './people.js'
import { createTestStack } from './test-stack.js'

const place = { latitude: 56.95, longitude: 24.1 }
const patience = { timeout: 60_000, interval: 100 }

let stack: Stack
let leaver: Person
let partner: Person
let admirer: Person
let conversationId: string

beforeAll(async () => {
  stack = await createTestStack({ environment: { DELETION_GRACE_DAYS: '30' } })
  leaver = await settle(stack, { name: 'Leaver', gender: 'WOMAN', wants: 'MAN', ...place })
  partner = await settle(stack, { name: 'Partner', gender: 'MAN', wants: 'WOMAN', ...place })
  admirer = await settle(stack, { name: 'Admirer', gender: 'MAN', wants: 'WOMAN', ...place })
  const { media_id } = await leaver.client.uploadPhoto(await phonePhoto())
  await leaver.client.profile.setMyPhotos({ photo_ids: [media_id] })
  await Promise.all([sees(admirer, leaver), sees(leaver, partner), sees(partner, leaver)])
  conversationId = await match(leaver, partner)
  await leaver.client.chat.sendMessage({
    conversation_id: conversationId,
    client_message_id: newId(),
    text: 'Ahoy!',
  })
  await leaver.client.discovery.like({ target_user_id: admirer.userId })
})
afterAll(() => stack.stop())

/** What others meet of the leaver. */
async function met(): Promise<object> {
  const [deck, likes, matches, chats, profile] = await Promise.all([
    admirer.client.discovery.listCandidates({ page_size: 50 }),
    admirer.client.discovery.listLikes(),
    partner.client.discovery.listMatches(),
    partner.client.chat.listConversations(),
    partner.client.profile.getProfile({ user_id: leaver.userId }).then(
      () => 200,
      (error: { status: number }) => error.status,
    ),
  ])
  return {
    deck: deck.candidates.some(({ user_id }) => user_id === leaver.userId),
    likes: likes.likes.length,
    matches: matches.matches.length,
    chats: chats.conversations.length,
    profile,
  }
}

const everything = { deck: true, likes: 1, matches: 1, chats: 1, profile: 200 }
const nothing = { deck: false, likes: 0, matches: 0, chats: 0, profile: 404 }

it('somebody who deletes their account is gone for others at once, and back as before when they take it back', async () => {
  await expect.poll(met, patience).toEqual(everything)
  const photo = (await partner.client.profile.getProfile({ user_id: leaver.userId })).photos[0]!.urls!.card
  const seePhoto = async () => (await fetch(new URL(photo, stack.url))).status
  expect(await seePhoto()).toBe(200)
  const ear = listen(partner)
  await expect.poll(() => ear.live.state, patience).toBe('ready')

  const deletion = await leaver.client.auth.deleteAccount()
  expect(deletion.state).toBe('WAITING')
  const days = (Date.parse(deletion.erase_at) - Date.parse(deletion.requested_at)) / 86_400_000
  expect(days).toBe(30)
  await expect.poll(met, patience).toEqual(nothing)
  await expect.poll(seePhoto, patience).toBe(404)
  await expect.poll(() => ear.of('conversation.ended').length, patience).toBe(1)
  const write = { conversation_id: conversationId, client_message_id: newId(), text: 'Hello?' }
  await expect(partner.client.chat.sendMessage(write)).rejects.toMatchObject({
    code: 'CONVERSATION_NOT_FOUND',
  })
  const like = admirer.client.discovery.like({ target_user_id: leaver.userId })
  await expect(like).rejects.toMatchObject({ code: 'TARGET_NOT_FOUND' })
  await expect(leaver.client.auth.verifyToken()).rejects.toMatchObject({ status: 401 })

  const back = await signInAgain(stack, leaver.telegramId, 'Leaver')
  expect(back.userId).toBe(leaver.userId)
  const refused = { code: 'ACCOUNT_LEAVING', status: 403 }
  await expect(back.client.profile.getMyProfile()).rejects.toMatchObject(refused)
  await expect(back.client.discovery.listMatches()).rejects.toMatchObject(refused)
  expect(await back.client.auth.getDeletion()).toMatchObject({ receipt_id: deletion.receipt_id })
  expect(await met()).toEqual(nothing)
  await back.client.auth.cancelDeletion()
  await back.client.renew()
  await expect.poll(met, patience).toEqual(everything)
  // An event that comes before this gateway knows that the two may see each other again is dropped, and a reload asked for.
  const hearsOfReturn = () => ear.of('conversation.created').length + ear.of('resync.required').length > 0
  await expect.poll(hearsOfReturn, patience).toBe(true)
  ear.live.close()
  const { messages } = await back.client.chat.listMessages({ conversation_id: conversationId })
  expect(messages.map(({ text }) => text)).toEqual(['Ahoy!'])
  const receipt = back.client.auth.getReceipt({ receipt_id: deletion.receipt_id })
  await expect(receipt).rejects.toMatchObject({ code: 'RECEIPT_NOT_FOUND' })
  leaver = back
})

it('everything goes when the time is over, and a signed receipt says what', async () => {
  const { receipt_id } = await leaver.client.profile
    .deleteMyProfile()
    .then(() => signInAgain(stack, leaver.telegramId, 'Leaver'))
    .then((again) => again.client.auth.getDeletion())
  const auth = new pg.Client(stack.databases.auth)
  await auth.connect()
  await auth.query('update deletion set erase_at = now()')
  await auth.end()
  const read = () => partner.client.auth.getReceipt({ receipt_id })
  await expect.poll(async () => (await read()).state, patience).toBe('ERASED')
  const { parts, receipt } = await read()
  expect(parts.map(({ service }) => service).toSorted()).toEqual([...serviceNames].toSorted())
  for (const { erased_at, erased } of parts) {
    expect(Date.parse(erased_at ?? '')).toBeGreaterThan(0)
    expect(erased.length).toBeGreaterThan(0)
  }
  const { keys } = await partner.client.auth.getReceiptKeys()
  const verified = await compactVerify(receipt!, await importJWK({ ...keys[0]! }, 'EdDSA'))
  expect(JSON.parse(Buffer.from(verified.payload).toString())).toMatchObject({ parts })
  expect(verified.protectedHeader).toMatchObject({ typ: 'erasure-receipt+jwt' })
  const anew = await signInAgain(stack, leaver.telegramId, 'Zoe')
  expect(anew.userId).not.toBe(leaver.userId)
})
