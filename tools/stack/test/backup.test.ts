import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { migrate, openDatabase } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { createTestDatabase, type TestDatabase, testLog } from '@kindred/testkit'

import { type BackupConfig, openPhotos } from '../src/backup/config.js'
import { migrationsOf, namesOfMigrations } from '../src/backup/databases/migrations.js'
import { openObjects } from '../src/backup/objects/index.js'
import { openRepository, readManifest, type Repository, saveManifest } from '../src/backup/repository.js'
import { type BackupReport, runBackup, saveErasures } from '../src/backup/run-backup.js'
import { forEachName, type ServiceName, serviceNames } from '../src/names.js'
import { findMarker, placeMarker } from '../src/preflight/restore-marker.js'
import { type RestoreReport, runRestore } from '../src/restore/run-restore.js'
import { loadSecrets } from '../src/secrets.js'
import { measureTables } from '../src/storage/measure.js'
import { retentionRules } from '../src/storage/rules.js'
import { tempFolder } from './command.js'
import { digestOf, within } from './row-digests.js'
import { listTables } from './traces.js'

const folder = tempFolder()
const [before, after, place] = ['', '-after', '-backups'].map((end) => folder.path + end) as [
  string,
  string,
  string,
]
const quiet = { version: '0.0.1', log: testLog, print: () => undefined }
const [stays, goes] = [newId(), newId()]
const keys = [1, 2, 3].map((number) => createHash('md5').update(String(number)).digest('hex'))
/** Nothing looks at these photos. */
const nobody = 'http://127.0.0.1:9/'
const full = Buffer.alloc(70_000, 7)

const databases: TestDatabase[] = []
let repository: Repository
let source: BackupConfig
let target: BackupConfig
let report: BackupReport
let restored: RestoreReport
/** Of each table of the source when it was at rest, and of the target after the restore. */
let digests: Record<'source' | 'target', Record<string, string>>

async function makeDatabases(): Promise<Record<ServiceName, string>> {
  const made = await Promise.all(serviceNames.map((service) => createTestDatabase(service)))
  databases.push(...made)
  return forEachName(serviceNames, (_, at) => made[at]!.url)
}

/** A few people, their photos and what staff noted, in databases with all of Kindred's tables. */
async function fillSource(urls: Record<ServiceName, string>): Promise<void> {
  for (const service of serviceNames) {
    const database = openDatabase({ url: urls[service], name: 'test', poolSize: 1, log: testLog })
    await migrate(database, migrationsOf(service, namesOfMigrations(service)))
    await database.close()
  }
  await within(urls.auth, (session) =>
    session.query(
      `insert into user_account (id, created_at, language_code, login_kind, login_subject)
       select id, now(), 'en', 'telegram', id::text from unnest($1::uuid[]) id`,
      [[stays, goes]],
    ),
  )
  await within(urls.media, (session) =>
    session.query(
      `insert into photo (id, owner_id, storage_key, status, width, height, thumbhash, created_at, detail)
       select gen_random_uuid(), $1, key, 'APPROVED', 100, 100, '', now(), '\\x005c0a09' from unnest($2::text[]) key`,
      [stays, keys],
    ),
  )
  await within(urls.safety, (session) =>
    session.query(
      `insert into audit.record (number, at, action, reason, before, after, hash)
       values (1, now(), 'LOOK', E'a tab\\t, a line\\n and a \\\\ backslash', '', 'Žižkov', '\\x00')`,
    ),
  )
  await within(urls.auth, (session) =>
    session.query(`insert into proof_use (digest, expires_at) values (sha256('expired'), now())`),
  )
  const { files } = await openPhotos(source, testLog)
  for (const key of keys)
    await files.put(key, { thumb: Buffer.from('thumb'), card: Buffer.from('card\n'), full })
}

/** Events from auth to profile, one after the other, as the relay and the inbox write them, until the work has ended. */
async function sendEventsDuring<Result>(
  urls: Record<ServiceName, string>,
  work: Promise<Result>,
): Promise<Result> {
  let isOver = false
  const ended = work.finally(() => (isOver = true))
  ended.catch(() => undefined)
  await within(urls.auth, (auth) =>
    within(urls.profile, async (profile) => {
      for (let number = 1; !isOver; number++) {
        const id = `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
        await auth.query(
          `with told as (insert into outbox_event (id, type, aggregate_id, payload) values ($1, 'test', 'test', ''))
           insert into proof_use (digest, expires_at) values ($2, now() + interval '1 day')`,
          [id, Buffer.from(String(number).padStart(32, '0'))],
        )
        await profile.query('insert into inbox_event (id) values ($1)', [id])
        await auth.query('delete from outbox_event where id = $1', [id])
      }
    }),
  )
  return ended
}

beforeAll(async () => {
  for (const path of [before, after]) mkdirSync(path, { mode: 0o755 })
  loadSecrets(before)
  const urls = await makeDatabases()
  source = { dataDir: before, adminUrl: undefined, databaseUrls: urls, inherited: { NSFW_URL: nobody } }
  target = { ...source, dataDir: after, databaseUrls: await makeDatabases() }
  await fillSource(urls)
  repository = await openRepository(await openObjects(place, {}), {
    passphrase: 'twelve letters',
    mayCreate: true,
  })
  report = await sendEventsDuring(urls, runBackup({ ...quiet, config: source, repository, keep: undefined }))
  const second = await runBackup({ ...quiet, config: source, repository, keep: 2 })
  expect([report.copiedPhotos, second.copiedPhotos]).toEqual([3, 0])
  const quietly = { ...quiet, config: target, repository, replace: false }
  await runRestore({ ...quietly, set: second.id })
  digests = { source: await digestOf(urls), target: await digestOf(target.databaseUrls) }
  // Erased after both backups, and told to the list beside them.
  await within(urls.profile, (session) =>
    session.query('insert into departure (digest, left_at) values (sha256($1), now())', [Buffer.from(goes)]),
  )
  await saveErasures({ config: source, repository })
  // As if a restore of the first set had been cut off here.
  placeMarker(after, { set: report.id, filling: [...serviceNames] })
  restored = await runRestore({ ...quietly, set: report.id })
}, 900_000)
afterAll(async () => {
  for (const database of databases) await database.drop()
  for (const path of [after, place]) rmSync(path, { recursive: true, force: true })
  folder.remove()
})

it('every row of every table comes back, and sequences go on where they were', () => {
  // The stamp of a backup comes after its snapshot.
  for (const digest of Object.values(digests)) delete digest['auth public.backup']
  expect(Object.keys(digests.source).length).toBeGreaterThan(100)
  expect(digests.source['media sequence photo_place_seq']).toBe('3')
  expect(digests.target).toEqual(digests.source)
})

it('no event is lost between two databases, and none is known before it was sent', async () => {
  const { auth, profile } = target.databaseUrls
  const sent = await within(auth!, (session) =>
    session.query<{ number: number }>(
      `select convert_from(digest, 'UTF8')::int as number from proof_use where expires_at > now() order by 1`,
    ),
  )
  const ids = 'select right(id::text, 12)::int as number from'
  const known = await within(profile!, (session) =>
    session.query<{ number: number }>(`${ids} inbox_event where id::text like '00000000%' order by 1`),
  )
  const waiting = await within(auth!, (session) =>
    session.query<{ number: number }>(`${ids} outbox_event where id::text like '00000000%' order by 1`),
  )
  const numbers = (rows: readonly { number: number }[]): number[] => rows.map(({ number }) => number)
  expect(sent.length).toBeGreaterThan(0)
  expect([...new Set([...numbers(known), ...numbers(waiting)])]).toEqual(numbers(sent))
})

it('photos come back byte by byte, and secrets with them', async () => {
  const { files } = await openPhotos(target, testLog)
  for (const key of keys) {
    const file = await files.open(key, 'full')
    const pieces: Buffer[] = []
    for await (const piece of file!.read()) pieces.push(piece)
    expect(Buffer.concat(pieces).equals(full)).toBe(true)
  }
  expect(loadSecrets(after)).toEqual(loadSecrets(before))
})

it('who was erased after a backup is erased from what it brings back, and nobody else', async () => {
  expect(restored.erased).toBe(1)
  const accounts = await within(target.databaseUrls.auth!, (session) =>
    session.query<{ id: string }>('select id from user_account'),
  )
  expect(accounts).toEqual([{ id: stays }])
})

it('a restore that has ended leaves no mark, and what was given is never replaced', async () => {
  expect(findMarker(after)).toBeUndefined()
  const again = runRestore({ ...quiet, config: target, repository, set: report.id, replace: true })
  await expect(again).rejects.toThrow('AUTH_DATABASE_URL names a database that is not empty')
})

it('a set of a newer version is refused before anything changes', async () => {
  const manifest = await readManifest(repository, report.id)
  const { chat } = manifest.databases
  const databases = {
    ...manifest.databases,
    chat: { ...chat, migrations: [...chat.migrations, '9999-from-the-future'] },
  }
  await saveManifest(repository, '20990101T000000Z-newer', { ...manifest, version: '9.0.0', databases })
  const restore = runRestore({
    ...quiet,
    config: target,
    repository,
    set: '20990101T000000Z-newer',
    replace: true,
  })
  await expect(restore).rejects.toThrow('A newer Kindred (9.0.0) made this set: this one lacks chat 9999')
})

it('every table has a rule for what ends its rows, and the rules can be asked', async () => {
  const urls = source.databaseUrls as Record<ServiceName, string>
  expect(Object.keys(retentionRules).toSorted()).toEqual(await listTables({ databases: urls }))
  const sizes = await measureTables({ urls })
  expect(sizes.find(({ name }) => name === 'auth proof_use')?.over).toBeGreaterThan(0)
})
