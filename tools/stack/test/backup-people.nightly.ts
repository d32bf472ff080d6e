import { mkdirSync, rmSync } from 'node:fs'

import sharp from 'sharp'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { newId } from '@kindred/kernel'
import { createTestDatabase, type TestDatabase, testLog } from '@kindred/testkit'

import type { BackupConfig } from '../src/backup/config.js'
import { openObjects } from '../src/backup/objects/index.js'
import { openRepository, readManifest, type Repository } from '../src/backup/repository.js'
import { type BackupReport, runBackup, saveErasures } from '../src/backup/run-backup.js'
import { createStack, type Stack, type StackOptions } from '../src/index.js'
import { forEachName, serviceNames } from '../src/names.js'
import { type RestoreReport, runRestore } from '../src/restore/run-restore.js'
import { addBulk, bulkPhotos, sizeOf } from './backup-bulk.js'
import { type Cast, liveThrough } from './backup-cast.js'
import { tempFolder } from './command.js'
import { adminTelegramId } from './moderator.js'
import { signInAgain } from './people.js'
import { type PlantedLooks, startPlantedLooks } from './planted-looks.js'
import { digestOf, within } from './row-digests.js'
import { freeStackPorts } from './test-stack.js'

const patience = { timeout: 300_000, interval: 250 }
const folder = tempFolder()
const [before, after, place] = ['', '-after', '-backups'].map((end) => folder.path + end) as [
  ...[string, string, string],
]

let looks: PlantedLooks
const databases: TestDatabase[] = []
let stack: Stack
let cast: Cast
let config: BackupConfig
let repository: Repository
let report: BackupReport
let restored: RestoreReport
/** How long it took until everything was back, and until the first of them was signed in again, seconds. */
const took = { restore: 0, firstAnswer: 0 }
/** Of each table of what was backed up at rest, of what came back of it, and of that with one letter of one message changed. */
let digests: Record<'saved' | 'back' | 'changed', Record<string, string>>
/** Of what came back, bytes. */
let size: Awaited<ReturnType<typeof sizeOf>>
/** What was sent while the backup was made, and how long each took, milliseconds. */
const sent: { readonly text: string; readonly ms: number }[] = []

const makeDatabases = async (): Promise<BackupConfig['databaseUrls']> => {
  const made = await Promise.all(serviceNames.map((service) => createTestDatabase(service)))
  databases.push(...made)
  return forEachName(serviceNames, (_, at) => made[at]!.url)
}

const startStack = async (options: Partial<StackOptions>): Promise<Stack> =>
  createStack({
    ports: await freeStackPorts(),
    rateLimitScale: 1_000,
    environment: {
      KINDRED_ADMINS: String(adminTelegramId),
      NSFW_URL: looks.url,
      DELETION_GRACE_DAYS: '0',
      RPC_DEADLINE_SCALE: '20',
    },
    ...options,
  })

/** Two people write to each other for as long as `work` takes. */
async function talkDuring<Result>(work: Promise<Result>): Promise<Result> {
  const ended = work.then(
    () => true,
    () => true,
  )
  const talk = async ({ one, conversationId }: Cast['couples'][number], name: string): Promise<void> => {
    for (let at = 0; !(await Promise.race([ended, new Promise((next) => setTimeout(next, 20))])); at++) {
      const [startedAt, text] = [performance.now(), `${name} ${at}`]
      const message = { conversation_id: conversationId, client_message_id: newId(), text }
      await one.client.chat.sendMessage(message)
      sent.push({ text, ms: performance.now() - startedAt })
    }
  }
  await Promise.all([talk(cast.couples[0]!, 'first'), talk(cast.couples[1]!, 'second')])
  return work
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`

const quiet = { version: '0.0.1', log: testLog, print: () => undefined }

beforeAll(async () => {
  looks = await startPlantedLooks()
  for (const path of [before, after]) mkdirSync(path, { mode: 0o755 })
  const databaseUrls = await makeDatabases()
  stack = await startStack({ dataDir: before, databaseUrls })
  cast = await liveThrough(stack)
  await addBulk(stack.databases, before)
  config = { dataDir: before, adminUrl: undefined, databaseUrls, inherited: { NSFW_URL: looks.url } }
  repository = await openRepository(await openObjects(place, {}), {
    passphrase: 'twelve letters',
    mayCreate: true,
  })
  report = await talkDuring(runBackup({ ...quiet, config, repository, keep: undefined }))
  await eraseOne()
  await saveErasures({ config, repository })
  await stack.stop()
  await compareAtRest(databaseUrls)
  // As after a fire: what comes is a machine of its own.
  for (const database of databases.splice(0)) await database.drop()
  rmSync(before, { recursive: true })
  const startedAt = performance.now()
  const seconds = (): number => (performance.now() - startedAt) / 1000
  const there = { ...config, dataDir: after, databaseUrls: {} }
  restored = await runRestore({ ...quiet, config: there, repository, set: report.id, replace: false })
  took.restore = seconds()
  stack = await startStack({ dataDir: after })
  await signInAgain(stack, cast.couples[0]!.one.telegramId, 'Back')
  took.firstAnswer = seconds()
  size = await sizeOf(stack.databases, stack.mediaFolder)
}, 1_800_000)
afterAll(async () => {
  await stack.stop()
  looks.stop()
  for (const database of databases) await database.drop()
  for (const path of [after, place]) rmSync(path, { recursive: true, force: true })
  folder.remove()
})

/** Backs up what nobody writes to any more, and restores it beside. */
async function compareAtRest(databaseUrls: BackupConfig['databaseUrls']): Promise<void> {
  const atRest = await runBackup({ ...quiet, config, repository, keep: undefined })
  const beside = { ...config, dataDir: `${after}-beside`, databaseUrls: await makeDatabases() }
  mkdirSync(beside.dataDir, { mode: 0o755 })
  await runRestore({ ...quiet, config: beside, repository, set: atRest.id, replace: false })
  rmSync(beside.dataDir, { recursive: true })
  const [saved, back] = [await digestOf(databaseUrls), await digestOf(beside.databaseUrls)]
  const { chat } = beside.databaseUrls
  const change = `update message set text = overlay(text placing '!' from 1) where text like 'Quokka number 7 %'`
  await within(chat!, (session) => session.query(change))
  digests = { saved, back, changed: { ...back, ...(await digestOf({ chat: chat! })) } }
  // The note of the backup itself comes after its snapshot.
  for (const digest of Object.values(digests)) delete digest['auth public.backup']
}

const erased = () => cast.couples[2]!

async function eraseOne(): Promise<void> {
  const { receipt_id } = await erased().one.client.auth.deleteAccount()
  const { client } = erased().other
  await vi.waitFor(
    async () => expect((await client.auth.getReceipt({ receipt_id })).state).toBe('ERASED'),
    patience,
  )
}

it('people go on while a backup is made', () => {
  const times = sent.map(({ ms }) => ms).sort((a, b) => a - b)
  process.stdout.write(
    `backup under load: ${sent.length} messages, median ${times[times.length >> 1]?.toFixed(0)} ms, slowest ${times.at(-1)?.toFixed(0)} ms; events waited ${report.pauseMs.toFixed(0)} ms\n`,
  )
  expect(sent.length).toBeGreaterThan(0)
})

it('tells how long a restore takes for each GB', () => {
  const bytes = size.databases + size.photos
  process.stdout.write(
    `RTO: ${restored.rows} rows and ${restored.photos} photos (databases ${megabytes(size.databases)}, photos ${megabytes(size.photos)}; the set's databases ${megabytes(report.bytes)}) back after ${took.restore.toFixed(1)} s, the first person signed in after ${took.firstAnswer.toFixed(1)} s: RTO per GB ${((took.restore / bytes) * 1e9).toFixed(0)} s\n`,
  )
  expect(bytes).toBeGreaterThan(300e6)
})

it('every row of every table comes back', () => {
  expect(Object.keys(digests.saved).length).toBeGreaterThan(100)
  expect(digests.saved['chat public.message']).toMatch(/^[1-9]/)
  expect(digests.back).toEqual(digests.saved)
})

it('one letter that differs in what came back is noticed', () => {
  const differing = Object.keys(digests.back).filter((name) => digests.changed[name] !== digests.back[name])
  expect(differing).toEqual(['chat public.message'])
})

it('thirty people sign in again after a restore, with profile, photo, match and every word', async () => {
  for (const canary of cast.couples.filter((one) => one !== erased() && one.one !== cast.banned)) {
    const [one, other] = await Promise.all(
      [canary.one, canary.other].map(({ telegramId }) => signInAgain(stack, telegramId, 'Back')),
    )
    expect([one!.userId, other!.userId]).toEqual([canary.one.userId, canary.other.userId])
    const profile = await other!.client.profile.getProfile({ user_id: canary.one.userId })
    expect(profile.bio).toBe(canary.bio)
    const photo = await fetch(stack.url + profile.photos[0]!.urls!.card)
    expect([photo.status, photo.headers.get('content-type')]).toEqual([200, 'image/webp'])
    const { width, height } = await sharp(await photo.arrayBuffer()).metadata()
    expect([width, height]).toEqual([427, 640])
    const { messages } = await other!.client.chat.listMessages({ conversation_id: canary.conversationId })
    expect(messages.map(({ text }) => text)).toContain(canary.words)
    expect((await other!.client.notification.getSettings()).time_zone).toBe('Europe/Riga')
  }
})

it('who was banned stays out, and the case that waited still waits', async () => {
  await expect(signInAgain(stack, cast.banned.telegramId, 'Back')).rejects.toMatchObject({ status: 403 })
  const admin = await signInAgain(stack, adminTelegramId, 'Admin')
  const { cases } = await admin.client.safety.listCases({ kind: 'REPORTS' })
  expect(cases.map(({ subject_id }) => subject_id)).toContain(cast.couples.at(-1)!.one.userId)
  expect((await admin.client.safety.verifyAudit()).intact).toBe(true)
})

it('who was erased after the backup is erased from what it brought back', async () => {
  expect(restored.erased).toBe(1)
  const { one, other } = erased()
  const partner = await signInAgain(stack, other.telegramId, 'Back')
  expect((await partner.client.chat.listConversations()).conversations).toEqual([])
  await expect(partner.client.profile.getProfile({ user_id: one.userId })).rejects.toMatchObject({
    status: 404,
  })
  const again = await signInAgain(stack, one.telegramId, 'Somebody new')
  expect(again.userId).not.toBe(one.userId)
})

it('every photo that the databases name is in the set, and each is stored once', async () => {
  const { photos, missingPhotos } = await readManifest(repository, report.id)
  expect([Object.keys(photos).length, missingPhotos]).toEqual([cast.couples.length + bulkPhotos, []])
  const names: string[] = []
  for await (const name of repository.objects.list('photos/')) names.push(name)
  expect(names.toSorted()).toEqual(
    Object.values(photos)
      .map(({ name }) => name)
      .toSorted(),
  )
})
