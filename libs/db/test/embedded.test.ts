import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { freePorts, testLog } from '@kindred/testkit'

import { completeLinks } from '../src/embedded/binaries.js'
import { type EmbeddedOptions, type EmbeddedPostgres, startEmbeddedPostgres } from '../src/embedded/index.js'
import { shutAbove, UnreachableData } from '../src/embedded/passage.js'
import { digest } from '../src/embedded/places.js'
import { isAlive } from '../src/embedded/postmaster.js'
import { openDatabase, sql } from '../src/index.js'

let folder: string
const started: EmbeddedPostgres[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-embedded-'))
})

afterEach(async () => {
  await Promise.all(started.splice(0).map((postgres) => postgres.stop()))
  rmSync(folder, { recursive: true, force: true })
})

describe('startEmbeddedPostgres', () => {
  it('keeps what was committed through a kill -9 of the server', async () => {
    const first = await start({ folder, durable: true })
    const before = open(first.url)
    await sql`create table kept as select 7 as n`.execute(before.db)
    process.kill(first.pid, 'SIGKILL')
    await expect.poll(() => isAlive(first.pid)).toBe(false)
    await before.close()

    const second = await start({ folder, durable: true })
    expect(second.pid).not.toBe(first.pid)
    const after = open(second.url)
    const { rows } = await sql`select n from kept`.execute(after.db)
    expect(rows).toEqual([{ n: 7 }])
    await after.close()
    await second.stop()
    expect(isAlive(second.pid)).toBe(false)
  })

  it('asks for a password when its data is meant to last', async () => {
    const postgres = await start({ folder, durable: true })
    const url = new URL(postgres.url)
    url.password = 'wrong'
    const stranger = open(url.toString())
    await expect(stranger.ping()).rejects.toMatchObject({
      code: 'DATABASE_LOGIN_REFUSED',
      cause: { code: '28P01' },
    })
    await stranger.close()
    await postgres.stop()
  })

  it('takes over the server that a killed process left running', async () => {
    const { child, pid } = await launch('no-guard')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(isAlive(pid)).toBe(true)

    const taken = await start({ folder, durable: true })
    expect(taken.pid).toBe(pid)
    const database = open(taken.url)
    await database.ping()
    await database.close()
    await taken.stop()
    expect(isAlive(pid)).toBe(false)
  })

  it('leaves no server behind when a guarded process is killed', async () => {
    const { child, pid } = await launch('guard')
    child.kill('SIGKILL')
    await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false)
  })

  it('is not misled by a pid file whose number belongs to another program now', async () => {
    const first = await start({ folder, durable: false })
    await first.stop()
    writeFileSync(
      join(first.folder, 'data', 'postmaster.pid'),
      `${process.pid}\n${first.folder}/data\n0\n5432\n\n127.0.0.1\n0 0\nready\n`,
    )
    const second = await start({ folder, durable: false })
    expect(second.pid).not.toBe(process.pid)
    await second.stop()
  })

  it('makes the data folder again when the first attempt was interrupted', async () => {
    mkdirSync(join(folder, 'data.new', 'base'), { recursive: true })
    const postgres = await start({ folder, durable: false })
    await postgres.stop()
    expect(existsSync(join(postgres.folder, 'data', 'PG_VERSION'))).toBe(true)
  })

  it('says in one sentence why it cannot start', async () => {
    const [port] = await freePorts(1)
    chmodSync(folder, 0o755)
    const first = await start({ folder: join(folder, 'one'), durable: false, port: port! })
    expect(first.port).toBe(port)
    const clash = start({ folder: join(folder, 'two'), durable: false, port: port! })
    await expect(clash).rejects.toThrow(/PostgreSQL did not start: .*could not bind/)
    await first.stop()
  })

  const isRoot = process.getuid?.() === 0
  const tempFolders = (): string[] =>
    ['/tmp', '/var/tmp'].flatMap((place) =>
      readdirSync(place).filter((name) => /^kindred-(data|postgres)-/.test(name)),
    )

  it('keeps its data below a folder that its account cannot enter, and nothing in a temp folder', async () => {
    if (!isRoot) return
    const before = tempFolders()
    const shut = join(folder, 'home')
    mkdirSync(shut, { mode: 0o700 })
    const asked = join(shut, 'checkout', '.kindred', 'postgres')
    const first = await start({ folder: asked, durable: true })
    const database = open(first.url)
    await sql`create table kept as select 7 as n`.execute(database.db)
    await database.close()
    await first.stop()
    const second = await start({ folder: asked, durable: true })
    const again = open(second.url)
    expect((await sql`select n from kept`.execute(again.db)).rows).toEqual([{ n: 7 }])
    await again.close()
    expect([first.folder, second.folder]).toEqual([asked, asked])
    expect(existsSync(join(asked, 'data', 'PG_VERSION'))).toBe(true)
    expect(statSync(shut).mode & 0o777).toBe(0o700)
    expect(tempFolders()).toEqual(before)
    await second.stop()
  })

  it('brings home what an earlier version kept in a temp folder', async () => {
    if (!isRoot) return
    const asked = join(folder, 'home', 'postgres')
    mkdirSync(join(folder, 'home'), { mode: 0o700 })
    const first = await start({ folder: asked, durable: true })
    const database = open(first.url)
    await sql`create table kept as select 7 as n`.execute(database.db)
    await database.close()
    await first.stop()
    const standIn = join('/var/tmp', `kindred-data-${digest(asked)}`)
    spawnSync('cp', ['-a', asked, standIn])
    rmSync(asked, { recursive: true })
    const second = await start({ folder: asked, durable: true })
    const again = open(second.url)
    expect((await sql`select n from kept`.execute(again.db)).rows).toEqual([{ n: 7 }])
    await again.close()
    await second.stop()
    expect(existsSync(standIn)).toBe(false)
  })

  it('says with one command how its account gets to the data where it cannot be brought there', () => {
    const nobody = { name: 'nobody', uid: 65_534, gid: 65_534 }
    const home = join(folder, 'home')
    const inner = join(home, 'inner')
    for (const one of [home, inner]) mkdirSync(one, { mode: 0o700 })
    chmodSync(folder, 0o755)
    const shut = shutAbove(nobody, join(inner, 'postgres'))
    expect(shut).toEqual([home, inner])
    expect(new UnreachableData(nobody, shut).message).toBe(
      `PostgreSQL does not run as root, and nobody, the account that it runs under, cannot enter ${home} and ${inner}: run chmod o+x ${home} ${inner}`,
    )
  })
})

describe('a database that is killed and comes back', () => {
  it('is survived by the pool and by listen, which says that it was away', async () => {
    const [port] = await freePorts(1)
    const first = await start({ folder, durable: true, port: port! })
    const database = open(first.url)
    const heard: string[] = []
    let reconnects = 0
    await database.listen(
      'news',
      (payload) => heard.push(payload),
      () => reconnects++,
    )
    await sql`select pg_notify('news', 'before')`.execute(database.db)
    await expect.poll(() => heard).toEqual(['before'])

    process.kill(first.pid, 'SIGKILL')
    await expect
      .poll(() => database.ping().catch((error: unknown) => error))
      .toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    const work = database.db.transaction().execute((trx) => sql`select 1`.execute(trx))
    await expect(work).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })

    const second = await start({ folder, durable: true, port: port! })
    await expect.poll(() => reconnects, { timeout: 60_000 }).toBe(1)
    await sql`select pg_notify('news', 'after')`.execute(database.db)
    await expect.poll(() => heard).toEqual(['before', 'after'])
    await database.close()
    await second.stop()
  })
})

describe('completeLinks', () => {
  it('makes the links that an install without scripts leaves out', () => {
    const native = join(folder, 'native')
    mkdirSync(join(native, 'lib'), { recursive: true })
    writeFileSync(join(native, 'lib', 'libx.so.1.2'), 'x')
    writeFileSync(
      join(native, 'pg-symlinks.json'),
      JSON.stringify([{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so' }]),
    )
    expect(completeLinks(native)).toBe(true)
    expect(existsSync(join(native, 'lib', 'libx.so'))).toBe(true)
    unlinkSync(join(native, 'lib', 'libx.so'))
    expect(completeLinks(native)).toBe(true)
    expect(completeLinks(native)).toBe(true)
  })
})

const open = (url: string) => openDatabase({ url, name: 'embedded-test', log: testLog })

async function start(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(options)
  started.push(postgres)
  return postgres
}

async function launch(guard: string): Promise<{ child: ChildProcess; pid: number }> {
  const tsx = createRequire(import.meta.url).resolve('tsx')
  const program = join(import.meta.dirname, 'embedded', 'launch.mjs')
  const child = spawn(process.execPath, ['--import', tsx, program, folder, guard], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, pid: (JSON.parse(line.toString()) as { pid: number }).pid }
}
