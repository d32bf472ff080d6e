import { rmSync } from 'node:fs'

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import type { ServiceName } from '../src/names.js'
import { tempFolder } from './command.js'
import { type ArchivedPostgres, missingForRecovery, startArchivedPostgres } from './debian-postgres.js'
import { addPeople, makeKindred } from './own-server.js'
import { digestOf, within } from './row-digests.js'

const folder = tempFolder()
const patience = { timeout: 120_000, interval: 250 }
const needs = missingForRecovery.length === 0 ? '' : ` (skipped: needs ${missingForRecovery.join(', ')})`

describe.skipIf(missingForRecovery.length > 0)(`recovery to a moment by pgBackRest${needs}`, () => {
  let server: ArchivedPostgres
  let urls: Record<ServiceName, string>

  const accounts = async (): Promise<number> => {
    const [row] = await within(urls.auth, (session) =>
      session.query<{ count: number }>('select count(*)::int as count from user_account'),
    )
    return row!.count
  }
  /** Sequences apart: PostgreSQL logs up to 32 numbers ahead, and goes on after those. */
  const rowsNow = async (): Promise<Record<string, string>> =>
    Object.fromEntries(Object.entries(await digestOf(urls)).filter(([name]) => !name.includes(' sequence ')))
  beforeAll(async () => {
    server = await startArchivedPostgres()
    urls = await makeKindred(server.url, folder.path)
    await addPeople({ urls, dataDir: folder.path }, 3, 100)
    await server.pgbackrest('stanza-create')
    await server.pgbackrest('check')
    await server.pgbackrest('backup', '--type=full')
  }, 900_000)
  afterAll(async () => {
    await server?.stop()
    rmSync(folder.path, { recursive: true, force: true })
    folder.remove()
  })

  it('brings back every row as it was at that moment, after the backup and before a mistake', async () => {
    await addPeople({ urls, dataDir: folder.path }, 4, 100)
    const then = await rowsNow()
    const [moment] = await within(server.url, (admin) =>
      admin.query<{ at: string }>('select clock_timestamp()::text as at'),
    )
    await within(urls.auth, (session) => session.query('delete from user_account'))
    expect(await accounts()).toBe(0)
    // What is in the log that was not archived is lost with the disk: the file that is being written is closed and kept.
    await within(server.url, (admin) => admin.query('select pg_switch_wal()'))
    await server.pgbackrest('check')
    await server.lose()
    await server.pgbackrest('restore', '--type=time', `--target=${moment!.at}`, '--target-action=promote')
    await server.start()
    await vi.waitFor(async () => {
      const [state] = await within(server.url, (admin) =>
        admin.query<{ recovers: boolean }>('select pg_is_in_recovery() as recovers'),
      )
      expect(state!.recovers).toBe(false)
    }, patience)
    expect(await accounts()).toBe(7)
    expect(await rowsNow()).toEqual(then)
    expect(await server.pgbackrest('info')).toContain('status: ok')
  })
})
