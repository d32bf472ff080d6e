import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { testLog } from '@kindred/testkit'
import { createTestCertificates, newAuthority, type TestCertificates } from '@kindred/testkit/certificates'

import { accountFor, type EmbeddedPostgres, startEmbeddedPostgres } from '../src/embedded/index.js'
import { openDatabase, sql } from '../src/index.js'

let top: string
let certificates: TestCertificates
let server: EmbeddedPostgres

beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), 'kindred-db-tls-'))
  chmodSync(top, 0o777)
  certificates = createTestCertificates()
  const made = certificates.folderOf('localhost')
  const own = join(top, 'tls')
  mkdirSync(own)
  const account = accountFor(own)
  for (const name of ['tls.crt', 'tls.key']) {
    copyFileSync(join(made, name), join(own, name))
    // PostgreSQL takes no key that others may read.
    if (account) chownSync(join(own, name), account.uid, account.gid)
  }
  const files = { ssl_cert_file: join(own, 'tls.crt'), ssl_key_file: join(own, 'tls.key') }
  const settings = { ssl: 'on', ...files }
  server = await startEmbeddedPostgres({ folder: join(top, 'data'), durable: false, guard: true, settings })
})
afterAll(async () => {
  await server.stop()
  certificates.remove()
  rmSync(top, { recursive: true, force: true })
})

const believing = (folder: string) => `sslmode=verify-full&sslrootcert=${join(folder, 'ca.crt')}`

/** Whether the server says that the connection of this URL is encrypted; a refusal as its message. */
async function encrypted(host: string, query: string): Promise<unknown> {
  const url = `${server.url.replace('127.0.0.1', host)}?${query}`
  const database = openDatabase({ url, name: 'tls', log: testLog })
  try {
    const { rows } = await sql<{ ssl: boolean }>`
      select ssl from pg_stat_ssl where pid = pg_backend_pid()`.execute(database.db)
    return rows[0]?.ssl
  } catch (error) {
    return ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message
  } finally {
    await database.close()
  }
}

it('speaks TLS to a PostgreSQL whose certificate is of its name and of the authority in sslrootcert', async () => {
  expect(await encrypted('localhost', believing(join(certificates.root, 'localhost')))).toBe(true)
  expect(await encrypted('localhost', 'sslmode=disable')).toBe(false)
})

it('does not connect to one that shows another name, or is of another authority', async () => {
  expect(await encrypted('127.0.0.1', believing(join(certificates.root, 'localhost')))).toMatch(
    /altnames|not in the cert/,
  )
  const stranger = certificates.folderOf('stranger', { believes: newAuthority().certificate })
  expect(await encrypted('localhost', believing(stranger))).toMatch(/unable to verify|self-signed/)
})
