import { randomBytes } from 'node:crypto'

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { testLog } from '@kindred/testkit'
import { type OddCluster, startOddCluster } from '@kindred/testkit/odd-cluster'
import { hasPooler, startPooler } from '@kindred/testkit/pooler'

import { provisionDatabase, removeProvisioned } from '../src/embedded/index.js'
import { findDatabaseFault, openDatabase, sql } from '../src/index.js'

let cluster: OddCluster
beforeAll(async () => {
  cluster = await startOddCluster()
})
afterAll(() => cluster?.stop())
afterEach(() => void vi.unstubAllEnvs())

const open = (url: string) => openDatabase({ url, name: 'faults-test', log: testLog })
const anyService = (): string => `s${randomBytes(4).toString('hex')}`

async function ask<T>(url: string, text: string): Promise<T> {
  const database = open(url)
  try {
    return (await sql.raw<{ said: T }>(text).execute(database.db)).rows[0]!.said
  } finally {
    await database.close()
  }
}

describe('a cluster in LATIN1 with another DateStyle, time zone and search path', () => {
  it('gets databases in UTF8, and sessions that are as everywhere', async () => {
    const url = await provisionDatabase(cluster.url, anyService(), 'secret')
    const settings = await ask<string>(
      url,
      `select concat_ws('|', current_setting('server_encoding'), current_setting('datestyle'), current_setting('timezone'),
        current_setting('bytea_output'), current_setting('transaction_isolation')) as said`,
    )
    expect(settings).toBe('UTF8|ISO, MDY|UTC|hex|read committed')
    expect(await ask<Date>(url, `select '2024-03-02 01:02:03+00'::timestamptz as said`)).toEqual(
      new Date('2024-03-02T01:02:03Z'),
    )
    expect(await ask<Buffer>(url, `select '\\x00ff'::bytea as said`)).toEqual(Buffer.from([0, 255]))
    const database = open(url)
    await sql`create table words (word text)`.execute(database.db)
    await sql`insert into words values (${'Привет 💜'})`.execute(database.db)
    expect((await sql`select word from words`.execute(database.db)).rows).toEqual([{ word: 'Привет 💜' }])
    await database.close()
  })
})

describe('the environment of the shell', () => {
  it('changes nothing of a connection', async () => {
    const url = await provisionDatabase(cluster.url, anyService(), 'secret')
    const shell = {
      PGSSLMODE: 'require',
      PGOPTIONS: '-c default_transaction_read_only=on',
      PGSSLNEGOTIATION: 'direct',
    }
    for (const [name, value] of Object.entries({
      ...shell,
      PGHOST: 'nowhere',
      PGPORT: '1',
      PGDATABASE: 'none',
      PGUSER: 'x',
    }))
      vi.stubEnv(name, value)
    expect(await ask(url, `select current_setting('transaction_read_only') as said`)).toBe('off')
    const bare = new URL(cluster.url)
    bare.pathname = ''
    expect(await ask(bare.toString(), 'select current_database() as said')).toBe('postgres')
  })
})

describe('the URL of a service', () => {
  const whoOf = (url: string) =>
    ask<string>(url, `select concat_ws('|', session_user, current_database()) as said`)

  it('names the role of the service though the administrator stands in the query of the URL', async () => {
    const service = anyService()
    const admin = new URL(cluster.url)
    admin.username = 'somebody'
    admin.search = '?user=postgres&password=x&application_name=mine'
    const url = await provisionDatabase(admin.toString(), service, 'p@ss/w?rd#1')
    expect(await whoOf(url)).toBe(`kindred_${service}|kindred_${service}`)
    expect(url).toContain('application_name=mine')
  })

  it.each([
    [
      'as a query',
      (folder: string, port: number) => `postgres:///postgres?host=${folder}&port=${port}&user=postgres`,
    ],
    [
      'with a user before it',
      (folder: string, port: number) => `postgres://postgres@/postgres?host=${folder}&port=${port}`,
    ],
    [
      'as an encoded host',
      (folder: string, port: number) => `postgres://postgres@${encodeURIComponent(folder)}:${port}/postgres`,
    ],
  ])('leads to a socket that the administrator names %s', async (_how, urlOf) => {
    const service = anyService()
    const admin = urlOf(cluster.socketFolder, cluster.port)
    const url = await provisionDatabase(admin, service, 'p@ss/w?rd#1')
    expect(await whoOf(url)).toBe(`kindred_${service}|kindred_${service}`)
    expect(await ask(url, 'select inet_server_addr() is null as said')).toBe(true)
  })
})

describe('findDatabaseFault', () => {
  it('finds nothing wrong with a database of our own making', async () => {
    const service = anyService()
    const url = await provisionDatabase(cluster.url, service, 'secret')
    expect(await findDatabaseFault(url, { ownTables: true, user: `kindred_${service}` })).toBeUndefined()
  })

  it('names a database that is not in UTF8, and somebody else who is signed in', async () => {
    expect(await findDatabaseFault(cluster.url, { ownTables: true })).toMatch(
      /^names the database postgres, which is in LATIN1: make one with create database … encoding 'UTF8' template template0$/,
    )
    expect(await findDatabaseFault(cluster.url, { ownTables: false, user: 'me' })).toMatch(
      /^signs postgres in instead of me/,
    )
  })

  it.runIf(hasPooler)('names PgBouncer in transaction mode, and takes it in session mode', async () => {
    const service = anyService()
    const url = await provisionDatabase(cluster.url, service, 'secret')
    const user = `kindred_${service}`
    expect(url).toContain(user)
    const shared = await startPooler(cluster.port, 'transaction', [user])
    expect(await findDatabaseFault(shared.url(user, user), { ownTables: true })).toMatch(
      /^leads to PgBouncer in transaction mode, .*set pool_mode = session there, or name PostgreSQL itself$/,
    )
    await shared.stop()
    const owned = await startPooler(cluster.port, 'session', [user])
    expect(await findDatabaseFault(owned.url(user, user), { ownTables: true, user })).toBeUndefined()
    expect(await ask(owned.url(user, user), `select current_setting('datestyle') as said`)).toBe('ISO, MDY')
    await owned.stop()
  })
})

describe('provisionDatabase', () => {
  it('keeps the roles of services out of every other database of a server that is ours', async () => {
    const url = new URL(await provisionDatabase(cluster.url, anyService(), 'secret', { serverIsOurs: true }))
    for (const other of ['postgres', 'template1']) {
      url.pathname = `/${other}`
      await expect(ask(url.toString(), 'select 1 as said')).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('can take back what it has made and nothing else', async () => {
    const [kept, gone] = [anyService(), anyService()]
    await provisionDatabase(cluster.url, kept, 'secret')
    const made: string[] = []
    await provisionDatabase(cluster.url, kept, 'secret', { made })
    await provisionDatabase(cluster.url, gone, 'secret', { made })
    expect(made).toEqual([`role kindred_${gone}`, `database kindred_${gone}`])
    await removeProvisioned(cluster.url, made)
    const left = `select string_agg(datname, ',') as said from pg_database where datname in ('kindred_${kept}', 'kindred_${gone}')`
    expect(await ask(cluster.url, left)).toBe(`kindred_${kept}`)
  })
})
