import { randomBytes } from 'node:crypto'

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { testAdminUrl, testLog } from '@kindred/testkit'
import { type OddCluster, startOddCluster } from '@kindred/testkit/odd-cluster'
import { hasPooler, type Pooler, startPooler } from '@kindred/testkit/pooler'

import { provisionDatabase, removeProvisioned } from '../src/embedded/index.js'
import {
  type Database,
  findDatabaseFault,
  findListenFault,
  migrate,
  openDatabase,
  settleRole,
  sql,
} from '../src/index.js'

const statements = { max_prepared_statements: 100 }
const patient = { timeout: 60_000, interval: 100 }
/** Undone after each test, last first. */
const undos: (() => Promise<unknown>)[] = []
let cluster: OddCluster
let user: string
/** Of PostgreSQL itself. */
let listenUrl: string

beforeAll(async () => {
  if (!hasPooler) return
  cluster = await startOddCluster()
  const service = `s${randomBytes(4).toString('hex')}`
  listenUrl = await provisionDatabase(cluster.url, service, 'secret')
  user = `kindred_${service}`
})
afterAll(() => cluster?.stop())
afterEach(async () => {
  for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) await undo()
})

async function openPooler(settings: Record<string, string | number> = statements): Promise<Pooler> {
  const pooler = await startPooler(cluster.port, 'transaction', [user], settings)
  undos.push(() => pooler.stop())
  return pooler
}

function open(pooler: Pooler, poolSize = 10): Database<unknown> {
  const database = openDatabase<unknown>({
    url: pooler.url(user, user),
    listenUrl,
    name: 'pooled',
    poolSize,
    log: testLog,
  })
  undos.push(() => database.close())
  return database
}

const settle = (genericPlans = false) =>
  settleRole({ url: listenUrl, name: 'pooled', genericPlans, log: testLog })

/** What several sessions of the pooler say at the same time. */
const askSeveral = async (database: Database<unknown>, count: number): Promise<string[]> => {
  const answers = await Promise.all(
    Array.from({ length: count }, () =>
      sql<{ said: string }>`
        select concat_ws('|', current_setting('datestyle'), current_setting('timezone'), current_setting('bytea_output'),
          current_setting('search_path'), current_setting('statement_timeout'), current_setting('plan_cache_mode'),
          current_setting('transaction_isolation')) as said
        from pg_sleep(0.2) where ${1}::int = 1`.execute(database.db),
    ),
  )
  return [...new Set(answers.map(({ rows }) => rows[0]!.said))]
}

describe.runIf(hasPooler)('PgBouncer in transaction mode', { timeout: 180_000 }, () => {
  const listen = (url?: string) => ({ name: 'THING_LISTEN_URL', url })
  const main = (pooler: Pooler) => ({ name: 'THING_DATABASE_URL', url: pooler.url(user, user) })

  it('is refused without a URL of PostgreSQL itself, and without prepared statements', async () => {
    const plain = await openPooler({ max_prepared_statements: 0 })
    const url = plain.url(user, user)
    expect(await findDatabaseFault(url, { ownTables: true, listen: listen() })).toBe(
      'leads to PgBouncer in transaction mode, which gives every transaction another session: name PostgreSQL itself in THING_LISTEN_URL beside it, or set pool_mode = session there',
    )
    expect(await findDatabaseFault(url, { ownTables: true, listen: listen(listenUrl) })).toBe(
      'leads to PgBouncer in transaction mode, which does not keep prepared statements: set max_prepared_statements = 200 there, in PgBouncer 1.21 or later',
    )
  })

  it('is taken beside a URL of the same database, and no other', async () => {
    const pooler = await openPooler()
    const { name, url } = main(pooler)
    expect(await findDatabaseFault(url, { ownTables: true, listen: listen(listenUrl) })).toBeUndefined()
    expect(await findListenFault(listenUrl, { name, url })).toBeUndefined()
    expect(await findListenFault(url, { name, url })).toMatch(/^leads to PgBouncer in transaction mode/)
    const other = await provisionDatabase(cluster.url, `o${randomBytes(4).toString('hex')}`, 'secret')
    expect(await findListenFault(other, { name, url })).toMatch(
      new RegExp(
        `^signs in as kindred_o.*, but THING_DATABASE_URL as ${user} to the database ${user}: name the same`,
      ),
    )
    const made: string[] = []
    const twin = await provisionDatabase(testAdminUrl(), user.slice('kindred_'.length), 'secret', { made })
    undos.push(() => removeProvisioned(testAdminUrl(), made))
    expect(await findListenFault(twin, { name, url })).toBe(
      'leads to another server than THING_DATABASE_URL: name the one behind it',
    )
  })

  it('gives sessions the settings that Kindred relies on, also those that were open before', async () => {
    const pooler = await openPooler()
    const database = open(pooler)
    expect(await askSeveral(database, 4)).toEqual([expect.stringContaining('|escape|nowhere|0|')])
    await settle()
    const usual = `ISO, MDY|UTC|hex|"$user", public|10s`
    await expect.poll(() => askSeveral(database, 4), patient).toEqual([`${usual}|auto|read committed`])
    await settle(true)
    await expect
      .poll(() => askSeveral(database, 4), patient)
      .toEqual([`${usual}|force_generic_plan|read committed`])
    // What stands with the role already ends nobody's session.
    const pids = () => sql`select pg_backend_pid() as pid`.execute(database.db).then(({ rows }) => rows)
    const before = await pids()
    await Promise.all([settle(true), settle(true)])
    expect(await pids()).toEqual(before)
  })

  it('has statements prepared once in every session, and anew when a table changes', async () => {
    await settle()
    const pooler = await openPooler()
    const [one, other] = [open(pooler), open(pooler)]
    await sql`create table if not exists thing (id int primary key)`.execute(one.db)
    await sql`insert into thing values (1) on conflict do nothing`.execute(one.db)
    const read = ({ db }: Database<unknown>) => sql`select * from thing where id = ${1}`.execute(db)
    const many = Array.from({ length: 60 }, (_, index) => read(index % 2 === 0 ? one : other))
    expect((await Promise.all(many)).map(({ rows }) => rows)).toEqual(Array(60).fill([{ id: 1 }]))
    await sql`alter table thing add column word text default 'new'`.execute(one.db)
    for (const database of [one, other, one, other])
      expect((await read(database)).rows).toEqual([{ id: 1, word: 'new' }])
    const { rows } = await sql<{ names: string }>`
      select name as names from pg_prepared_statements where statement like ${'select * from thing%'}`.execute(
      one.db,
    )
    expect(rows[0]?.names).toMatch(/^PGBOUNCER_/)
  })

  it('brings notifications from one instance to another, and back after the server was restarted', async () => {
    const pooler = await openPooler()
    const [one, other] = [open(pooler), open(pooler)]
    const heard: string[] = []
    let looks = 0
    await other.listen(
      'news',
      (payload) => heard.push(payload),
      () => (looks += 1),
    )
    const tell = (word: string) => sql`select pg_notify('news', ${word})`.execute(one.db)
    await tell('first')
    await expect.poll(() => heard, patient).toEqual(['first'])
    await cluster.restart(() => expect(tell('lost')).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' }))
    await expect.poll(() => looks, patient).toBeGreaterThan(0)
    await expect
      .poll(
        () =>
          tell('second').then(
            () => heard.at(-1),
            () => 'away',
          ),
        patient,
      )
      .toBe('second')
  })

  it('keeps what migrations and exports change of a session out of those of others', async () => {
    await settle()
    const pooler = await openPooler()
    const [one, other] = [open(pooler), open(pooler)]
    const seen: string[] = []
    const up = async (db: Database<unknown>['db']): Promise<void> => {
      seen.push((await sql<{ said: string }>`show statement_timeout`.execute(db)).rows[0] as never)
    }
    const migrations = { '0001-look': { up } }
    const ran = await Promise.all([migrate(one, migrations), migrate(other, migrations)])
    expect(ran.flat()).toEqual(['0001-look'])
    expect(seen).toEqual([{ statement_timeout: '0' }])
    for await (const bytes of one.copyOut('copy (select 1) to stdout')) expect(bytes.toString()).toBe('1\n')
    const sayings = await askSeveral(other, 5)
    expect(sayings.map((saying) => saying.split('|')[4])).toEqual(['10s'])
  })

  it('migrates on a session of PostgreSQL itself', async () => {
    const pooler = await startPooler(cluster.port, 'transaction', [user], statements)
    const database = open(pooler)
    // Nothing can go through it any more.
    await pooler.stop()
    expect(await migrate(database, { '0002-direct': { up: () => Promise.resolve() } })).toEqual([
      '0002-direct',
    ])
  })

  it('leaves a query alone that takes long, though nobody knows which session it has', async () => {
    const database = open(await openPooler())
    await database.listen('news', () => undefined)
    // The listening connection looks twice a second for connections that have waited for 1.5 s.
    const slow = sql`select pg_sleep(4) is not null as slept`.execute(database.db)
    expect((await slow).rows).toEqual([{ slept: true }])
  })
})
