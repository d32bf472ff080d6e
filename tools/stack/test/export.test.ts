import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import type { Stack } from '../src/index.js'
import { match, sees } from './couples.js'
import { type Person, phonePhoto, settle } from './people.js'
import { personTables } from './person-tables.js'
import { createTestStack } from './test-stack.js'
import { listTables, spellings } from './traces.js'

const place = { latitude: 41.64731, longitude: 2.51037 }
const patience = { timeout: 60_000, interval: 100 }

let stack: Stack
let anna: Person
let boris: Person
let conversationId: string

beforeAll(async () => {
  stack = await createTestStack()
  anna = await settle(stack, { name: 'Annabel', gender: 'WOMAN', wants: 'MAN', ...place })
  boris = await settle(stack, { name: 'Borislav', gender: 'MAN', wants: 'WOMAN', ...place })
  await Promise.all([sees(anna, boris), sees(boris, anna)])
  const { media_id } = await anna.client.uploadPhoto(await phonePhoto())
  await anna.client.profile.setMyPhotos({ photo_ids: [media_id] })
  await anna.client.profile.updateMyProfile({ bio: 'Sings to lighthouses.', city: 'Vallgorguina' })
  const privacy = { hide_age: true, hide_distance: true, incognito: false, hide_online: true } as const
  await anna.client.profile.setMyPrivacy({ ...privacy, first_writer: 'ME' })
  await anna.client.discovery.like({ target_user_id: boris.userId, message: 'Your lantern made my day.' })
  conversationId = await match(anna, boris)
  await say(anna, 'Ahoy, keeper of lamps!')
  await say(boris, 'Ahoy yourself, and mind the rocks.')
})
afterAll(() => stack.stop())

const say = ({ client }: Person, text: string) =>
  client.chat.sendMessage({ conversation_id: conversationId, client_message_id: newId(), text })

type Files = Readonly<Record<string, Uint8Array>>

/** Asks for an export and downloads it when it is ready. */
async function exportOf({ client }: Person): Promise<Files> {
  expect((await client.auth.requestExport()).state).toBe('MAKING')
  const latest = async () => (await client.auth.getExport()).export
  await expect.poll(async () => (await latest())?.state, patience).toBe('READY')
  const ready = (await latest())!
  const response = await fetch(new URL(ready.download_path!, stack.url))
  expect(response.headers.get('content-type')).toBe('application/zip')
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect(bytes.length).toBe(ready.size_bytes)
  expect(Date.parse(ready.expires_at) - Date.now()).toBeGreaterThan(23 * 3_600_000)
  return unzipSync(bytes)
}

let files: Files

it('an export is a ZIP of everything that is the person’s own', async () => {
  files = await exportOf(anna)
  const text = (name: string): string => strFromU8(files[name]!)
  expect(text('profile/profile.json')).toContain('Sings to lighthouses.')
  const kept = { hide_age: true, hide_distance: true, incognito: false }
  const ofProfile = { ...kept, writes_first: true, hide_online: true }
  expect(JSON.parse(text('profile/profile.json'))).toMatchObject(ofProfile)
  expect(JSON.parse(text('discovery/person.json'))).toMatchObject(kept)
  expect(JSON.parse(text('chat/shown-to-partners.json'))).toMatchObject({ writes_first: true })
  expect(text('auth/account.json')).toContain(String(anna.telegramId))
  expect(text('auth/sign-ins.json')).toContain("Annabel's phone")
  expect(text('discovery/swipes.json')).toContain('Your lantern made my day.')
  expect(text('chat/messages.json')).toContain('Ahoy, keeper of lamps!')
  const photos = Object.keys(files).filter((name) => name.startsWith('media/photos/'))
  expect(photos).toHaveLength(1)
  expect(strFromU8(files[photos[0]!]!.subarray(8, 12))).toBe('WEBP')
})

it('an export holds nothing of anybody else: neither words nor ids', () => {
  const all = Object.entries(files)
    .map(([name, bytes]) => `${name}\n${strFromU8(bytes, true)}`)
    .join('\n')
  for (const trace of [...spellings(boris.userId), String(boris.telegramId), 'Borislav', 'mind the rocks'])
    expect(all).not.toContain(trace)
  expect(all).not.toContain(conversationId)
})

it('every table of every service is in the export, or the list says why it is not', async () => {
  const tables = await listTables(stack)
  expect(Object.keys(personTables).toSorted()).toEqual(tables)
  for (const [table, { file, because }] of Object.entries(personTables)) {
    if (file !== undefined) expect(files, `${table} is said to be in ${file}`).toHaveProperty([file])
    else expect(because.length, table).toBeGreaterThan(10)
  }
})

it('an export is asked for by its owner alone, and its address cannot be guessed', async () => {
  const { export: mine } = await anna.client.auth.getExport()
  expect((await boris.client.auth.getExport()).export).toBeUndefined()
  const guess = mine!.download_path!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  expect((await fetch(new URL(guess, stack.url))).status).toBe(404)
  expect((await anna.client.auth.requestExport()).export_id).toBe(mine!.export_id)
})
