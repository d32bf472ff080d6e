import sharp from 'sharp'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { newId } from '@kindred/kernel'

import { serviceNames, type Stack } from '../src/index.js'
import { match, sees } from './couples.js'
import { type Person, settle, signInAgain } from './people.js'
import { takeDatabaseAway } from './service-outage.js'
import { createTestStack } from './test-stack.js'
import { dumpDatabase, dumpDatabases, dumpFiles, findTraces, isSealed, spellings } from './traces.js'

const patience = { timeout: 60_000, interval: 250 }
const place = { latitude: 41.64731, longitude: 2.51037 }
const letters = 'abcdefghij'
/** Words that stand nowhere else, none of which is a part of another. */
const canaries = Array.from(
  { length: 30 },
  (_, at) => `Quokka${letters[Math.floor(at / 10)]}${letters[at % 10]}x`,
)
/** Stored in the course of a life. */
const planted = canaries.slice(0, 21)
const [name, bio, lateBio, city, toPartner, toAdmirer, key, ...others] = planted as [
  ...[string, string, string, string, string, string, string],
  ...string[],
]
const devices = others.slice(0, 3)
const messageIds = others.slice(3, 6)
const texts = others.slice(6)
/** Sent along, and never to be stored. */
const [earlierBio, exifOne, exifTwo, fileName, agent, query, townName, refusedBio, refusedText] =
  canaries.slice(21) as [string, string, string, string, string, string, string, string, string]

let stack: Stack
let leaver: Person
let partner: Person
let admirer: Person
let conversationId: string
const photoIds: string[] = []

beforeAll(async () => {
  stack = await createTestStack({ logLevel: 'debug' })
  leaver = await settle(stack, { name, gender: 'WOMAN', wants: 'MAN', ...place })
  partner = await settle(stack, { name: 'Partner', gender: 'MAN', wants: 'WOMAN', ...place })
  admirer = await settle(stack, { name: 'Admirer', gender: 'MAN', wants: 'WOMAN', ...place })
  for (const device of devices) leaver = await signInAgain(stack, leaver.telegramId, device)
  await live()
  await beRefused()
})
afterAll(() => stack.stop())

const request = async (method: string, path: string, init: RequestInit = {}): Promise<number> => {
  const headers = new Headers(init.headers)
  headers.set('authorization', `Bearer ${leaver.token()}`)
  headers.set('user-agent', agent)
  const response = await fetch(stack.url + path, { ...init, method, headers })
  await response.arrayBuffer()
  return response.status
}

/** A photo that tells who took it, in its EXIF and by its name. */
async function upload(exif: string): Promise<void> {
  const jpeg = await sharp({ create: { width: 640, height: 800, channels: 3, background: '#864' } })
    .jpeg()
    .withExif({ IFD0: { Artist: exif } })
    .toBuffer()
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }), `${fileName}.jpg`)
  expect(await request('POST', '/v1/media', { body: form })).toBe(201)
}

/** A life that leaves something in every database. */
async function live(): Promise<void> {
  const { profile, discovery, chat, auth, media } = leaver.client
  await upload(exifOne)
  await upload(exifTwo)
  photoIds.push(...(await media.listMyMedia()).media.map(({ media_id }) => media_id))
  await profile.updateMyProfile({ bio: earlierBio, city })
  await profile.updateMyProfile({ bio })
  await profile.setMyPhotos({ photo_ids: photoIds })
  await Promise.all([
    sees(leaver, partner),
    sees(leaver, admirer),
    sees(partner, leaver),
    sees(admirer, leaver),
  ])
  const like = { target_user_id: partner.userId, message: toPartner }
  await discovery.like(like, { idempotencyKey: `${key}-${newId()}` })
  conversationId = await match(leaver, partner)
  for (const [at, text] of texts.entries())
    await chat.sendMessage({
      conversation_id: conversationId,
      client_message_id: messageIds[at] ?? newId(),
      text,
    })
  await discovery.like({ target_user_id: admirer.userId, message: toAdmirer })
  await auth.requestExport()
  await vi.waitFor(async () => expect((await auth.getExport()).export?.state).toBe('READY'), patience)
}

/** Requests that carry something private and are refused, or keep nothing. */
async function beRefused(): Promise<void> {
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ bio: `${refusedBio} \u0000` })
  expect([
    await request('GET', `/v1/nowhere?who=${query}`),
    await request('GET', `/v1/profiles/towns?query=${townName}`),
    await request('PATCH', '/v1/profiles/me', { body, headers: json }),
  ]).toEqual([404, 200, 400])
}

const needles = (): string[] => [
  ...canaries,
  ...spellings(leaver.userId),
  String(leaver.telegramId),
  ...photoIds.flatMap(spellings),
]

const stored = async () => [...(await dumpDatabases(stack)), ...dumpFiles(stack.mediaFolder)]
const traces = async () =>
  findTraces(
    (await stored()).filter((one) => !isSealed(one)),
    needles(),
  )

const receiptOf = (receiptId: string) => partner.client.auth.getReceipt({ receipt_id: receiptId })

it('everything that is planted is stored before, and nothing else', async () => {
  const found = findTraces(await stored(), canaries).map((trace) => trace.split(': ').at(-1)!)
  expect([...new Set(found)].toSorted()).toEqual(planted.filter((one) => one !== lateBio).toSorted())
})

it('a deletion reaches a service that was away, with what was on its way to it, and leaves nothing', async () => {
  const { giveBack } = await takeDatabaseAway(stack.databases.chat)
  let receiptId: string
  try {
    await leaver.client.profile.updateMyProfile({ bio: lateBio })
    // A match whose conversation chat is still to be told of.
    const { matched } = await admirer.client.discovery.like({ target_user_id: leaver.userId })
    expect(matched).toBe(true)
    const message = { conversation_id: conversationId, client_message_id: newId(), text: refusedText }
    await expect(leaver.client.chat.sendMessage(message)).rejects.toMatchObject({ status: 503 })
    const onItsWay = async () =>
      findTraces(
        (await dumpDatabase('profile', stack.databases.profile)).filter(({ place }) =>
          place.includes('outbox_event'),
        ),
        [lateBio],
      )
    expect(await onItsWay()).not.toEqual([])

    receiptId = (await leaver.client.auth.deleteAccount()).receipt_id
    const waiting = async () => {
      const { state, parts } = await receiptOf(receiptId)
      return {
        state,
        left: parts.filter(({ erased_at }) => !erased_at).map(({ service }) => service),
      }
    }
    await expect.poll(waiting, patience).toEqual({ state: 'ERASING', left: ['chat'] })
  } finally {
    await giveBack()
  }
  await expect.poll(async () => (await receiptOf(receiptId)).state, patience).toBe('ERASED')
  const { parts } = await receiptOf(receiptId)
  expect(parts.map(({ service }) => service).toSorted()).toEqual([...serviceNames].toSorted())
  await expect.poll(traces, patience).toEqual([])
  await expect.poll(() => dumpFiles(stack.mediaFolder), patience).toEqual([])
  for (const { client } of [partner, admirer]) {
    await expect.poll(async () => (await client.chat.listConversations()).conversations, patience).toEqual([])
    expect((await client.discovery.listMatches()).matches).toEqual([])
  }
})

it('what stays sealed for a report are words alone, without a name', async () => {
  const sealed = (await dumpDatabases(stack)).filter(isSealed)
  const words = new Set([...texts, toPartner, toAdmirer])
  expect(
    findTraces(
      sealed,
      canaries.filter((one) => !words.has(one)),
    ),
  ).toEqual([])
})

it('no log line of a whole life and its end holds any of it', () => {
  const log = stack.logs().join('\n')
  expect(log.length).toBeGreaterThan(10_000)
  expect([...canaries, String(leaver.telegramId)].filter((one) => log.includes(one))).toEqual([])
})
