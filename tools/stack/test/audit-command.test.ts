import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { type Command, freePortBase, ready, runCommand, tempFolder } from './command.js'

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
  const command = runCommand('audit.mjs', args, environment)
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
