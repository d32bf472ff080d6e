import { createHmac } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { newId } from '@kindred/kernel'
import { telegramInitData } from '@kindred/testkit'

import type { Stack } from '../src/index.js'
import { match, sees } from './couples.js'
import { listen, type Person, phonePhoto, settle, signIn } from './people.js'
import { createRecorder } from './recorder.js'
import { createTestStack } from './test-stack.js'
import {
  coordinateSpellings,
  dumpDatabases,
  dumpFiles,
  findTraces,
  numberSpellings,
  tapEvents,
} from './traces.js'

const place = { latitude: 56.9537193, longitude: 24.1386427 }
const words = { bio: 'Keeps bees on the roof.', hello: 'Do bees sleep?', like: 'Honey, honey.' }
const recorder = createRecorder()

let stack: Stack
let alice: Person
let bob: Person
const heard: string[] = []

beforeAll(async () => {
  stack = await createTestStack({ logLevel: 'debug' })
  await tapEvents(stack)
  const target = { ...stack, fetch: recorder.fetch }
  alice = await settle(target, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place })
  bob = await settle(target, { name: 'Bob', gender: 'MAN', wants: 'WOMAN', ...place })
  await live()
  await fail()
  const carol = await signIn(target, 'Carol')
  await carol.client.signOut()
})
afterAll(() => stack.stop())

/** The calls that carry something private, over REST and over the socket. */
async function live(): Promise<void> {
  const { profile, auth, chat } = alice.client
  const photo = await alice.client.uploadPhoto(await phonePhoto())
  await profile.setMyPhotos({ photo_ids: [photo.media_id] })
  await profile.updateMyProfile({ bio: words.bio })
  await profile.setMyLocation({ latitude: place.latitude + 0.2, longitude: place.longitude + 0.2 })
  await profile.setMyLocation(place)
  await Promise.all([
    profile.getMyProfile(),
    profile.getMyPreferences(),
    auth.verifyToken(),
    auth.listSessions(),
  ])
  await auth.refreshSession({
    refresh_token: recorder.tokens.find((token) => !token.startsWith('eyJ')) ?? '',
  })
  await Promise.all([sees(alice, bob), sees(bob, alice)])
  await bob.client.profile.getProfile({ user_id: alice.userId })
  const ears = [listen(alice), listen(bob)] as const
  await vi.waitFor(() => expect(ears.map((ear) => ear.live.state)).toEqual(['ready', 'ready']))
  await bob.client.discovery.like({ target_user_id: alice.userId, message: words.like })
  await alice.client.discovery.listLikes()
  const conversationId = await match(alice, bob)
  await ears[0].live.sendMessage({ conversation_id: conversationId, text: words.hello })
  await chat.sendMessage({ conversation_id: conversationId, client_message_id: newId(), text: words.hello })
  await chat.listMessages({ conversation_id: conversationId })
  await bob.client.chat.sync({ since: '0' })
  heard.push(...ears.map((ear) => JSON.stringify(ear.heard)))
  for (const ear of ears) ear.live.close()
}

/** Calls that are refused while they carry something private. */
async function fail(): Promise<void> {
  const { botToken } = stack
  const forged = telegramInitData({ id: alice.telegramId, firstName: 'Alice', botToken: `${botToken}x` })
  const old = telegramInitData({
    id: alice.telegramId,
    firstName: 'Alice',
    botToken,
    authDate: new Date(Date.now() - 25 * 3_600_000),
  })
  const token = recorder.tokens[0] ?? ''
  const statuses = await Promise.all([
    send('POST', '/v1/auth/telegram', { init_data: forged }),
    send('POST', '/v1/auth/telegram', { init_data: old }),
    send('POST', '/v1/auth/telegram', { init_data: alice.telegramId }),
    send('POST', '/v1/auth/refresh', { refresh_token: `${recorder.tokens[1]}x` }),
    send('PUT', '/v1/profiles/me/location', place, `${token}x`),
    send(
      'PUT',
      '/v1/profiles/me/location',
      { latitude: String(place.latitude), longitude: place.longitude },
      token,
    ),
    send('PUT', '/v1/profiles/me/location', { ...place, latitude: 100 + place.latitude }, token),
    send('PUT', '/v1/profiles/me/location', { ...place, telegram_id: alice.telegramId }, token),
    send('PUT', '/v1/profiles/me/location', `{"latitude": ${place.latitude}, `, token),
    send(
      'GET',
      `/v1/discovery/candidates?latitude=${place.latitude}&access_token=${token}`,
      undefined,
      token,
    ),
    send('GET', `/v1/nowhere?id=${alice.telegramId}&token=${token}`, undefined, token),
    send('POST', '/v1/profiles', { name: 'Alice', birth_date: '1996-04-12', gender: 'WOMAN' }, token),
    send('PATCH', '/v1/profiles/me', { bio: 'zero \u0000 byte' }, token),
  ])
  expect(statuses).toEqual([401, 401, 400, 401, 401, 400, 400, 400, 400, 400, 404, 409, 400])
}

async function send(method: string, path: string, body?: unknown, token?: string): Promise<number> {
  const { status } = await recorder.fetch(stack.url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return status
}

const telegramIds = (): string[] => [alice, bob].flatMap(({ telegramId }) => numberSpellings(telegramId))
const coordinates = Object.values(place).flatMap(coordinateSpellings)
const credentials = (): string[] => [
  ...new Set([...recorder.tokens, ...recorder.initData, ...recorder.initData.map(hashOf), stack.botToken]),
]
/** The person's key as bytes are written: whole, or inside of more bytes. */
const personKeys = (): string[] =>
  [alice, bob].flatMap(({ telegramId }) => {
    const key = createHmac('sha256', stack.plan.secrets.person).update(`person:v1:${telegramId}`).digest()
    return [
      key.toString('hex'),
      key.toString('base64').slice(0, -1),
      key.toString('base64url'),
      key.toString('latin1'),
    ]
  })
const hashOf = (initData: string): string => new URLSearchParams(initData).get('hash') ?? 'no hash'
const stackTrace = /\n\s+at |\\n\s+at |node_modules|\.ts:\d+/

describe('what leaves the gateway', () => {
  it('what leaves the gateway holds no Telegram id, no coordinate and no stack', () => {
    expect(recorder.answers.length).toBeGreaterThan(40)
    const answers = recorder.answers.map(({ path, text }) => ({ place: path, text }))
    expect(findTraces(answers, [...telegramIds(), ...coordinates, ...personKeys()])).toEqual([])
    expect(answers.filter(({ text }) => stackTrace.test(text))).toEqual([])
  })

  it('what leaves the gateway holds credentials in the answers to a sign-in and a refresh only', () => {
    const others = recorder.answers.filter(
      ({ path }) => !['/v1/auth/telegram', '/v1/auth/refresh'].includes(path),
    )
    expect(
      findTraces(
        others.map(({ path, text }) => ({ place: path, text })),
        credentials(),
      ),
    ).toEqual([])
    const refused = recorder.answers.filter(({ text }) => !text.startsWith('2'))
    expect(
      findTraces(
        refused.map(({ path, text }) => ({ place: path, text })),
        credentials(),
      ),
    ).toEqual([])
  })

  it('what leaves the gateway holds none of them in live frames', () => {
    expect(heard.join(' ')).toContain(words.hello)
    const frames = heard.map((text) => ({ place: 'socket', text }))
    expect(findTraces(frames, [...telegramIds(), ...coordinates, ...credentials(), ...personKeys()])).toEqual(
      [],
    )
  })
})

describe('what is written down', () => {
  it('the log holds no private word at any level', () => {
    const lines = stack.logs().map((text) => ({ place: 'log', text }))
    expect(lines.some(({ text }) => text.includes('"debug"'))).toBe(true)
    expect(lines.some(({ text }) => text.includes('"answered"'))).toBe(true)
    const secrets = [
      ...telegramIds(),
      ...coordinates,
      ...credentials(),
      ...personKeys(),
      ...Object.values(words),
    ]
    expect(findTraces(lines, secrets)).toEqual([])
    expect(lines.filter(({ text }) => stackTrace.test(text))).toEqual([])
  })

  it('the events of every kind hold no Telegram id, coordinate or credential', async () => {
    const events = (await dumpDatabases(stack)).filter(({ place: table }) => table.endsWith('tapped_event'))
    const kinds = new Set(events.map(({ text }) => /kindred\.\w+\.v1\.(\w+)/.exec(text)?.[1] ?? 'none'))
    expect([...kinds].sort()).toEqual(
      expect.arrayContaining(['AccountKeyed', 'MatchCreated', 'ProfileChanged']),
    )
    expect(findTraces(events, [...telegramIds(), ...coordinates, ...credentials()])).toEqual([])
  })

  it('the databases hold the Telegram id in one column only, and no coordinate and no credential at all', async () => {
    const rows = await dumpDatabases(stack)
    expect(findTraces(rows, [String(alice.telegramId)])).toEqual([
      `auth public.user_account: ${alice.telegramId}`,
    ])
    expect(findTraces(rows, [...coordinates, ...credentials()])).toEqual([])
  })

  it('the databases hold the key of a person only where it is needed, and the secret that makes it nowhere', async () => {
    const rows = await dumpDatabases(stack)
    const places = new Set(findTraces(rows, personKeys()).map((trace) => trace.replace(/:.*/s, '')))
    expect([...places].sort()).toEqual([
      'auth public.tapped_event',
      'discovery public.account',
      'profile public.account',
      'profile public.location_change',
      'safety public.known_account',
    ])
    const { person } = stack.plan.secrets
    const everywhere = [...rows, ...stack.logs().map((text) => ({ place: 'log', text }))]
    expect(findTraces(everywhere, [person])).toEqual([])
    const names = (text: string) => text.replaceAll(/[_-]/g, '').toLowerCase()
    expect(recorder.answers.filter(({ text }) => names(text).includes('personkey'))).toEqual([])
  })

  it('stored photos name neither the phone nor the place that took them', () => {
    const files = dumpFiles(stack.mediaFolder)
    expect(files.length).toBeGreaterThanOrEqual(3)
    expect(findTraces(files, ['Kindred Phone', 'Exif', 'GPS'])).toEqual([])
  })

  it('the metrics name nobody', async () => {
    const metrics = await Promise.all(
      Object.entries(stack.ops).map(async ([app, url]) => ({
        place: app,
        text: await (await fetch(`${url}/metrics`)).text(),
      })),
    )
    expect(metrics.every(({ text }) => text.includes('# TYPE'))).toBe(true)
    expect(
      findTraces(metrics, [...telegramIds(), ...coordinates, ...personKeys(), alice.userId, bob.userId]),
    ).toEqual([])
  })
})
