import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

import { atDatabase, migrate, openDatabase } from '@kindred/db'
import { type EmbeddedPostgres, provisionDatabase, startEmbeddedPostgres } from '@kindred/db/embedded'
import { protectAudit } from '@kindred/safety'
import { testLog } from '@kindred/testkit'

import { openPhotos } from '../src/backup/config.js'
import { migrationsOf, namesOfMigrations } from '../src/backup/databases/migrations.js'
import { rolesOn } from '../src/backup/target.js'
import { type ServiceName, serviceNames } from '../src/names.js'
import { loadSecrets } from '../src/secrets.js'
import { within } from './row-digests.js'

/** A PostgreSQL of the operator's own, which Kindred knows by `DATABASE_URL` alone. */
export async function startOwnServer(folder: string): Promise<EmbeddedPostgres> {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 })
  return startEmbeddedPostgres({ folder, durable: false, guard: 'remove' })
}

/** Makes the databases that a start makes there, by the secrets of a data folder; answers their addresses. */
export async function makeKindred(adminUrl: string, dataDir: string): Promise<Record<ServiceName, string>> {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 })
  const secrets = loadSecrets(dataDir)
  for (const service of serviceNames) {
    const url = await provisionDatabase(adminUrl, service, secrets.databasePasswords[service])
    if (service === 'safety')
      await protectAudit({
        adminUrl: atDatabase(adminUrl, 'kindred_safety'),
        role: 'kindred_safety',
        log: testLog,
      })
    const database = openDatabase({ url, name: 'test', poolSize: 1, log: testLog })
    await migrate(database, migrationsOf(service, namesOfMigrations(service)))
    await database.close()
  }
  return rolesOn(adminUrl, secrets)
}

/** Adds so many accounts with a photo each, whose files are noise of so many bytes. */
export async function addPeople(
  { urls, dataDir }: { readonly urls: Record<ServiceName, string>; readonly dataDir: string },
  people: number,
  photoBytes: number,
): Promise<void> {
  const keys = Array.from({ length: people }, () => createHash('md5').update(randomBytes(16)).digest('hex'))
  await within(urls.auth, (session) =>
    session.query(
      `insert into user_account (id, created_at, language_code, login_kind, login_subject)
       select id, now(), 'en', 'telegram', id::text from (select gen_random_uuid() as id from generate_series(1, $1)) as made`,
      [people],
    ),
  )
  await within(urls.media, (session) =>
    session.query(
      `insert into photo (id, owner_id, storage_key, status, width, height, thumbhash, created_at)
       select gen_random_uuid(), gen_random_uuid(), key, 'APPROVED', 100, 100, '', now() from unnest($1::text[]) key`,
      [keys],
    ),
  )
  const config = { dataDir, adminUrl: undefined, databaseUrls: urls, inherited: {} }
  const { files } = await openPhotos(config, testLog)
  const noise = randomBytes(photoBytes)
  for (const key of keys) await files.put(key, { thumb: noise, card: noise, full: noise })
}
