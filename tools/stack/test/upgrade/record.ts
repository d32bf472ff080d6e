// Keeps a state for the tests of upgrades: README.md in `states` says how.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'

import { atDatabase, openSession } from '@kindred/db'
import { pause } from '@kindred/kernel'

import { serviceNames } from '../../src/names.js'
import { adminTelegramId } from '../moderator.js'
import { startPlantedLooks } from '../planted-looks.js'
import { live } from './life.js'
import { type KeptState, writeState } from './state.js'

const [name = '', folder = '.'] = process.argv.slice(2)
const { DATABASE_URL: adminUrl = '', PORT_BASE = '11800' } = process.env
if (!/^[\w.-]+$/.test(name) || adminUrl === '') {
  process.stderr.write(
    'usage: DATABASE_URL=<administrator of an empty PostgreSQL> npx tsx tools/stack/test/upgrade/record.ts <name> [checkout]\n',
  )
  process.exit(2)
}
const checkout = resolve(folder)
const dataDir = mkdtempSync(join(tmpdir(), 'kindred-record-'))
const looks = await startPlantedLooks()
try {
  const life = await withKindred(async (url, botToken) => {
    const life = await live({ url, botToken })
    await delivered()
    return life
  })
  const state: KeptState = {
    commit: process.env['COMMIT'] ?? git('rev-parse', 'HEAD'),
    keptAt: new Date().toISOString(),
    secrets: secretsOf(dataDir),
    ...life,
    databases: Object.fromEntries((await listServices()).map((service) => [service, dump(service)])),
    media: readFolder(join(dataDir, 'media')),
  }
  process.stdout.write(`${name}: ${writeState(name, state)} bytes\n`)
} finally {
  looks.stop()
  await removeDatabases()
  rmSync(dataDir, { recursive: true, force: true })
}

/** Runs `npm start` of the checkout meanwhile. */
async function withKindred<Result>(
  work: (url: string, botToken: string) => Promise<Result>,
): Promise<Result> {
  const kindred = spawn(process.execPath, [join(checkout, 'tools/stack/bin/start.mjs')], {
    cwd: checkout,
    env: {
      ...process.env,
      DATABASE_URL: adminUrl,
      DATA_DIR: dataDir,
      PORT_BASE,
      KINDRED_DEMO: 'off',
      KINDRED_ADMINS: String(adminTelegramId),
      RATE_LIMIT_SCALE: '1000',
      RPC_DEADLINE_SCALE: '5',
      NSFW_URL: looks.url,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => kindred.once('close', () => resolve()))
  let said = ''
  kindred.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  try {
    while (!said.includes('Kindred is ready')) {
      if (kindred.exitCode !== null) throw new Error(`The start ended with ${kindred.exitCode}:\n${said}`)
      await pause(200)
    }
    return await work(`http://127.0.0.1:${PORT_BASE}`, secretsOf(dataDir).botToken)
  } finally {
    kindred.kill('SIGTERM')
    await ended
  }
}

/** Waits until every service has heard everything. */
async function delivered(): Promise<void> {
  for (const service of await listServices())
    for (;;) {
      const rows = await query(
        atDatabase(adminUrl, `kindred_${service}`),
        'select 1 from outbox_delivery limit 1',
      )
      if (rows.length === 0) break
      await pause(200)
    }
}

/** The services that this version has, by their databases. */
async function listServices(): Promise<string[]> {
  const rows = await query<{ datname: string }>(adminUrl, 'select datname from pg_database')
  const known = rows.map(({ datname }) => datname)
  return serviceNames.filter((service) => known.includes(`kindred_${service}`))
}

function dump(service: string): string {
  const sql = execFileSync(
    'pg_dump',
    [
      '--inserts',
      '--rows-per-insert=100',
      '--no-owner',
      '--no-acl',
      '--no-comments',
      atDatabase(adminUrl, `kindred_${service}`),
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  // Commands of psql, which SQL is not.
  return sql.replace(/^\\(un)?restrict .*\n/gm, '')
}

async function removeDatabases(): Promise<void> {
  for (const service of await listServices()) {
    await query(adminUrl, `drop database kindred_${service} with (force)`)
    await query(adminUrl, `drop role kindred_${service}`)
  }
}

async function query<Row extends Record<string, unknown>>(url: string, text: string): Promise<Row[]> {
  const session = await openSession({ url, name: 'kindred record' })
  try {
    return await session.query<Row>(text)
  } finally {
    await session.close()
  }
}

function readFolder(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    paths.map((path) => [relative(root, path), readFileSync(path).toString('base64')]),
  )
}

function secretsOf(dataDir: string): KeptState['secrets'] {
  return JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as KeptState['secrets']
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: checkout, encoding: 'utf8' }).trim()
}
