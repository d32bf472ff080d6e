import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { createTestDatabase, type TestDatabase } from '@kindred/testkit'

import { type ServiceName, serviceNames } from '../src/names.js'
import { listAllPending } from '../src/pending.js'
import { runNpm } from './command.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const databases = new Map<ServiceName, TestDatabase>()
const urlOf = (service: ServiceName): string => databases.get(service)!.url

beforeAll(async () => {
  for (const service of serviceNames) databases.set(service, await createTestDatabase(service))
}, 600_000)
afterAll(async () => {
  for (const database of databases.values()) await database.drop()
})

interface Line {
  readonly service: string
  readonly migration: string
  readonly rewrites: string
  readonly breaks: string
}

function parse(line: string): Line {
  const shape = /^(\S+) (\S+)(?: rewrites: (.+?) \(\d+ MB\))?(?: breaks: (.+))?$/
  const [, service = '', migration = '', rewrites = '', breaks = ''] = shape.exec(line)!
  return { service, migration, rewrites, breaks }
}

it('the table of migrations that break old instances, in the documents, says what the migrations say', async () => {
  const lines = (await listAllPending(urlOf, tmpdir())).map(parse)
  expect(new Set(lines.map(({ service }) => service))).toEqual(new Set(serviceNames))
  const rows = lines
    .filter(({ breaks, rewrites }) => breaks !== '' || rewrites !== '')
    .filter(({ migration }, at, all) => all.findIndex((one) => one.migration === migration) === at)
    .map(({ service, migration, rewrites, breaks }) => {
      const whose = migration.startsWith('events-') ? 'all' : service
      return `| \`${migration}\` | ${whose} | ${breaks} | ${rewrites} |\n`
    })
  const page = readFileSync(join(checkout, 'docs/running.md'), 'utf8')
  const [written] = /(?<=<!-- migrations -->\n)[^]*?(?=<!-- end -->)/.exec(page)!
  const head =
    '| migration | service | what fails in an old instance | tables written anew |\n|---|---|---|---|\n'
  expect(written.trim()).toBe(`${head}${rows.join('')}`.trim())
})

/** It only drops what nothing reads. */
const harmless = new Set(['discovery/src/migrations/0003-holds.ts'])

it('every migration that takes away or renames what an old instance uses says what breaks', () => {
  const files = readdirSync(join(checkout, 'apps'), { recursive: true, encoding: 'utf8' })
  const migrations = files.filter((file) => /^\w+\/src\/migrations\/\d{4}-.*\.ts$/.test(file))
  expect(migrations.length).toBeGreaterThan(50)
  const takesAway = /\b(drop (column|table|function)|rename (column|to))\b/
  const silent = migrations.filter((file) => {
    const text = readFileSync(join(checkout, 'apps', file), 'utf8')
    return takesAway.test(text) && !/^ {2}breaks:/m.test(text) && !harmless.has(file)
  })
  expect(silent).toEqual([])
})

it('npm run upgrade-check says what would run, changes nothing, and ends with 1 where old instances break', async () => {
  const urls = Object.fromEntries(
    serviceNames.map((name) => [`${name.toUpperCase()}_DATABASE_URL`, urlOf(name)]),
  )
  const command = runNpm(['run', '-s', 'upgrade-check'], urls)
  expect([await command.exited, command.output()]).toEqual([
    1,
    expect.stringContaining(' migrations would run'),
  ])
  expect(command.output()).toContain('auth 0006-logins rewrites: user_account (0 MB) breaks: sign-ins\n')
  expect(command.output()).toContain('there is no way back')
  const client = new pg.Client(urlOf('auth'))
  await client.connect()
  const { rows } = await client.query("select 1 from pg_class where relname = 'user_account'")
  await client.end()
  expect(rows).toEqual([])
}, 900_000)
