import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { RoleChanged } from '@kindred/contracts/auth'
import { newId } from '@kindred/kernel'
import { createSafetyService } from '@kindred/safety'
import {
  createTestAuthority,
  createTestDatabase,
  deliver,
  testAdminUrl,
  testEvent,
  testServiceConfig,
} from '@kindred/testkit'

import { forEachName, serviceNames } from '../src/names.js'
import { type Command, freePortBase, ready, runCommand, tempFolder } from './command.js'

import './built-pages.js'

const folder = tempFolder()
let environment: NodeJS.ProcessEnv
let kindred: Command

beforeAll(async () => {
  environment = {
    DATA_DIR: folder.path,
    PORT_BASE: String(await freePortBase()),
    KINDRED_DEMO_PEOPLE: '2',
    // The first of the demo people is an admin from the sign-in on, which is the first record.
    KINDRED_ADMINS: '7900000000000',
  }
  kindred = runCommand('start.mjs', [], environment)
  await ready(kindred)
  await vi.waitFor(async () => expect((await audit('verify')).output).toMatch(/^1 records/m), {
    timeout: 120_000,
    interval: 1_000,
  })
}, 240_000)
afterAll(async () => {
  kindred.process.kill('SIGINT')
  await kindred.exited
  folder.remove()
})

/** What `npm run audit` printed for some arguments, and how it ended. */
async function audit(...args: string[]): Promise<{ code: number | null; output: string }> {
  return auditWith(environment, ...args)
}

async function auditWith(variables: NodeJS.ProcessEnv, ...args: string[]) {
  const command = runCommand('audit.mjs', args, variables)
  const code = await command.exited
  return { code, output: command.output() }
}

/** Runs a statement in safety's database as some role. */
async function asRole(user: string, password: string, statement: string): Promise<string> {
  const port = Number(readFileSync(join(folder.path, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[3])
  const client = new pg.Client({ host: '127.0.0.1', port, user, password, database: 'kindred_safety' })
  await client.connect()
  try {
    await client.query(statement)
    return 'done'
  } catch (error) {
    return (error as Error).message
  } finally {
    await client.end()
  }
}

it('npm run audit -- verify finds a record that was changed, of a Kindred that runs and of one that does not', async () => {
  expect(await audit('verify')).toMatchObject({ code: 0 })
  const edit = "update audit.record set reason = 'other'"
  const { databasePasswords } = JSON.parse(readFileSync(join(folder.path, 'secrets.json'), 'utf8')) as {
    databasePasswords: { safety: string }
  }
  expect(await asRole('kindred_safety', databasePasswords.safety, edit)).toBe(
    'permission denied for table record',
  )
  const superuser = readFileSync(join(folder.path, 'postgres/superuser-password'), 'utf8').trim()
  await asRole('postgres', superuser, 'alter table audit.record disable trigger all')
  expect(await asRole('postgres', superuser, edit)).toBe('done')
  const found = { code: 1, output: expect.stringMatching(/^Record 1 does not fit/m) as string }
  expect(await audit('verify')).toMatchObject(found)
  kindred.process.kill('SIGINT')
  await kindred.exited
  expect(await audit('verify')).toMatchObject(found)
}, 240_000)

it('npm run audit says what it can do, and what protect needs', async () => {
  expect(await audit()).toMatchObject({ code: 2, output: expect.stringContaining('-- protect') as string })
  expect(await audit('protect')).toMatchObject({
    code: 1,
    output: expect.stringContaining('Set SAFETY_DATABASE_URL') as string,
  })
}, 120_000)

const attempts = [
  "update audit.record set reason = 'other'",
  'delete from audit.record',
  'truncate audit.record',
  'alter table audit.record disable trigger all',
  'alter table audit.record owner to current_user',
  'drop schema audit cascade',
]

/** What a statement came to, in a connection of its own. */
async function outcomeOf(url: string, statement: string): Promise<string> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rowCount } = await client.query(statement)
    return `done to ${rowCount}`
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await client.end()
  }
}

/** What safety says of its record, and writes into it, while it runs on a database. */
async function keepRecord(databaseUrl: string): Promise<string> {
  const authority = await createTestAuthority()
  const peers = forEachName(serviceNames, () => '127.0.0.1:9')
  const botSecret = 'x'.repeat(32)
  const service = createSafetyService({ ...testServiceConfig(authority, databaseUrl), peers, botSecret })
  await service.start()
  try {
    const [userId, actorId] = [newId(), newId()]
    const change = testEvent(RoleChanged, userId, { userId, role: 'moderator', granted: true, actorId })
    const address = `127.0.0.1:${service.rpcPort}`
    expect(await deliver(address, authority, 'safety', [change])).toEqual([])
    const readiness = await fetch(`http://127.0.0.1:${service.opsPort}/readyz`)
    return await readiness.text()
  } finally {
    await service.stop()
  }
}

it('npm run audit -- protect takes the record out of the reach of a role that owned it and goes on writing', async () => {
  const place = await createTestDatabase('safety')
  const settings = { DATA_DIR: folder.path, DATABASE_URL: testAdminUrl(), SAFETY_DATABASE_URL: place.url }
  try {
    expect(await keepRecord(place.url)).toContain('"audit":"unprotected"')
    const role = new URL(place.url).username
    expect(await auditWith(settings, 'protect')).toMatchObject({
      code: 0,
      output: expect.stringContaining(`${role} can read and add records`) as string,
    })
    for (const attempt of attempts)
      expect([attempt, await outcomeOf(place.url, attempt)]).toEqual([attempt, '42501'])
    expect(await keepRecord(place.url)).toContain('"audit":"protected"')
    expect(await auditWith(settings, 'verify')).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^2 records/m) as string,
    })
  } finally {
    await place.drop()
  }
}, 240_000)

it('npm run audit -- protect says so when it is in vain, as for the administrator’s own role', async () => {
  const place = await createTestDatabase('safety')
  const database = new URL(place.url).pathname
  const asAdmin = Object.assign(new URL(testAdminUrl()), { pathname: database }).toString()
  try {
    const settings = { DATA_DIR: folder.path, DATABASE_URL: testAdminUrl(), SAFETY_DATABASE_URL: asAdmin }
    expect(await auditWith(settings, 'protect')).toMatchObject({
      code: 1,
      output: expect.stringContaining('can still change the record') as string,
    })
  } finally {
    await place.drop()
  }
}, 120_000)
