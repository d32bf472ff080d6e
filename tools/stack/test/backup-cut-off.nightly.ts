import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { atDatabase } from '@kindred/db'
import type { EmbeddedPostgres } from '@kindred/db/embedded'

import { openObjects } from '../src/backup/objects/index.js'
import { listSets, openRepository } from '../src/backup/repository.js'
import { rolesOn } from '../src/backup/target.js'
import { type ServiceName, serviceNames } from '../src/names.js'
import { checkRestored } from '../src/preflight/restore-marker.js'
import { loadSecrets } from '../src/secrets.js'
import { type Command, runCommand, tempFolder } from './command.js'
import { addPeople, makeKindred, startOwnServer } from './own-server.js'
import { digestOf, within } from './row-digests.js'

const folder = tempFolder()
const dataDir = folder.path
const [place, small] = [`${dataDir}-backups`, `${dataDir}-small`]
const patience = { timeout: 120_000, interval: 100 }

let server: EmbeddedPostgres
let urls: Record<ServiceName, string>
let environment: NodeJS.ProcessEnv

beforeAll(async () => {
  server = await startOwnServer(`${dataDir}-server`)
  urls = await makeKindred(server.url, dataDir)
  await addPeople({ urls, dataDir }, 300, 3_000)
  environment = {
    DATA_DIR: dataDir,
    DATABASE_URL: server.url,
    BACKUP_PASSPHRASE: 'twelve letters and more',
    TMPDIR: process.env['TMPDIR'],
  }
}, 900_000)
afterAll(async () => {
  await server?.stop()
  for (const path of [place, small]) rmSync(path, { recursive: true, force: true })
  folder.remove()
})

/** A command that is let come to its end. */
async function run(script: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
  const command = runCommand(script, args, environment)
  return { code: await command.exited, output: command.output() }
}

const sets = async (at = place): Promise<{ complete: string[]; cutOff: string[] }> => {
  const objects = await openObjects(at, {})
  return listSets(
    await openRepository(objects, { passphrase: environment['BACKUP_PASSPHRASE']!, mayCreate: false }),
  )
}

/** Kills a command, and all that it started in its group, as soon as it has come so far; it must not have ended before. */
async function killAt(command: Command, isThere: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => {
    if (command.process.exitCode !== null) throw new Error(`It had ended:\n${command.output()}`)
    expect(await isThere()).toBe(true)
  }, patience)
  process.kill(-command.process.pid!, 'SIGKILL')
  expect(await command.exited).toBeNull()
}

/** What scratch databases have left. A guard removes them; where a server ends too slowly for it the bare folder stays. */
const leftovers = (): string[] =>
  readdirSync(dataDir)
    .filter((name) => name.startsWith('kindred-check-'))
    .flatMap((name) => readdirSync(join(dataDir, name)))

const rowsNow = (): Promise<Record<string, string>> => digestOf(urls)

describe('a backup that is killed', () => {
  it('leaves the sets that are there as they were, is never taken for one, and is named by the next', async () => {
    const first = await run('backup.mjs', place)
    expect(first.output).toContain('is complete')
    const { complete } = await sets()
    expect(complete).toHaveLength(1)
    const moments = ['Backing up', 'one view of all', 'databases are saved', 'photos are new', 'comparing']
    for (const moment of moments) {
      const command = runCommand('backup.mjs', [place], environment)
      await killAt(command, () => command.output().includes(moment))
      expect((await sets()).complete).toEqual(complete)
    }
    const { cutOff } = await sets()
    expect(cutOff.length).toBeGreaterThanOrEqual(moments.length - 1)
    const listed = await run('backup.mjs', place, '--list')
    for (const id of cutOff) expect(listed.output).toContain(`${id}  under way, or cut off`)
    const last = await run('backup.mjs', place)
    expect(last.output).toContain(`${cutOff.length} others were cut off or are under way`)
    expect((await sets()).complete).toEqual([complete[0], expect.any(String)])
    expect((await run('restore.mjs', place, '--check')).output).toContain('can be restored')
    await vi.waitFor(() => expect(leftovers()).toEqual([]), patience)
  })
})

describe('a server of one’s own', () => {
  it('gets databases, roles and passwords as they were, and each role its own database alone', async () => {
    const second = await startOwnServer(`${dataDir}-second`)
    const other = `${dataDir}-other`
    try {
      const elsewhere = { ...environment, DATA_DIR: other, DATABASE_URL: second.url }
      const command = runCommand('restore.mjs', [place], elsewhere)
      expect(await command.exited, command.output()).toBe(0)
      expect(loadSecrets(other)).toEqual(loadSecrets(dataDir))
      const there = rolesOn(second.url, loadSecrets(other))
      const [saved, back] = [await rowsNow(), await digestOf(there)]
      for (const one of [saved, back]) delete one['auth public.backup']
      expect(Object.keys(saved).length).toBeGreaterThan(100)
      expect(back).toEqual(saved)
      const owners = await within(there.safety, (session) =>
        session.query(
          `select distinct schemaname, tableowner from pg_tables where schemaname in ('public', 'audit') order by 1`,
        ),
      )
      expect(owners).toEqual([
        { schemaname: 'audit', tableowner: 'postgres' },
        { schemaname: 'public', tableowner: 'kindred_safety' },
      ])
      const intruder = atDatabase(there.auth, 'kindred_chat')
      await expect(within(intruder, (session) => session.query('select 1'))).rejects.toThrow(
        'permission denied',
      )
    } finally {
      await second.stop()
      rmSync(other, { recursive: true, force: true })
    }
  })
})

describe('a restore that is killed', () => {
  it('leaves what is live whole, keeps Kindred from starting, and goes on when it is run again', async () => {
    const [set, saved] = [(await sets()).complete.at(-1)!, await rowsNow()]
    await addPeople({ urls, dataDir }, 5, 3_000)
    const live = await rowsNow()
    // The note of the backup itself comes after its snapshot.
    for (const one of [saved, live]) delete one['auth public.backup']
    const restoring = () => runCommand('restore.mjs', [place, '--set', set, '--replace'], environment)
    const isFilling = (service: ServiceName) => () =>
      within(atDatabase(server.url, 'postgres'), async (admin) => {
        const found = await admin.query('select from pg_database where datname = $1', [
          `kindred_${service}_restoring`,
        ])
        return found.length > 0
      })
    const moments: ((command: Command) => () => boolean | Promise<boolean>)[] = [
      (command) => () => command.output().includes('every piece'),
      (command) => () => command.output().includes('brought back'),
      () => isFilling(serviceNames[1]!),
      () => isFilling(serviceNames.at(-1)!),
      (command) => () => command.output().includes('rows are back'),
    ]
    for (const [at, moment] of moments.entries()) {
      const command = restoring()
      await killAt(command, moment(command))
      const now = await rowsNow()
      delete now['auth public.backup']
      // The last moment is that of the swap, before or after it: in any case all databases, or none of them.
      expect(at < moments.length - 1 ? [live] : [live, saved], `moment ${at}`).toContainEqual(now)
      if (at > 0) expect(checkRestored(dataDir)).toMatchObject({ ok: false })
    }
    const end = await restoring().exited
    expect(end).toBe(0)
    const back = await rowsNow()
    delete back['auth public.backup']
    expect(back).toEqual(saved)
    expect(checkRestored(dataDir).ok).toBe(true)
    const names = await within(server.url, (admin) =>
      admin.query<{ datname: string }>(
        `select datname from pg_database where datname ~ '^kindred_' order by 1`,
      ),
    )
    expect(names.map(({ datname }) => datname)).toEqual(
      serviceNames.map((name) => `kindred_${name}`).toSorted(),
    )
  })
})

const mayMount = process.getuid?.() === 0 && process.platform === 'linux'

describe.skipIf(!mayMount)(`a full disk${mayMount ? '' : ' (skipped: only root may mount one)'}`, () => {
  const mount = (path: string, size: string): void => {
    mkdirSync(path, { recursive: true })
    const { status, stderr } = spawnSync('mount', [
      '-t',
      'tmpfs',
      '-o',
      `size=${size},mode=755`,
      'tmpfs',
      path,
    ])
    expect(stderr.toString()).toBe('')
    expect(status).toBe(0)
  }
  const unmount = (path: string) => spawnSync('umount', ['-l', path])

  it('of backups gets one sentence, and the set that is there can be restored', async () => {
    mount(small, '8m')
    try {
      expect((await run('backup.mjs', small)).output).toContain('is complete')
      const { complete } = await sets(small)
      await addPeople({ urls, dataDir }, 20, 300_000)
      const { code, output } = await run('backup.mjs', small)
      expect([code, output.split('\n').at(-2)]).toEqual([
        1,
        `There is no room left for backups in ${small}: make room and run it again.`,
      ])
      expect((await sets(small)).complete).toEqual(complete)
      expect((await run('restore.mjs', small, '--check')).output).toContain('can be restored')
    } finally {
      unmount(small)
    }
  })

  it('of a drill gets one sentence and leaves no scratch; with room the drill comes to its end', async () => {
    const roomy = `${dataDir}-drill`
    const tight = join(dataDir, '..', 'tight')
    mount(tight, '20m')
    try {
      expect((await run('backup.mjs', place)).output).toContain('is complete')
      const drill = await run('restore.mjs', place, '--into', roomy)
      expect(drill.output).toContain(`DATA_DIR=${roomy} npm start`)
      expect(drill.code).toBe(0)
      const failed = await run('restore.mjs', place, '--into', join(tight, 'data'))
      expect([failed.code, failed.output.split('\n').at(-2)]).toEqual([
        1,
        expect.stringMatching(/^There is no room for what comes back, in /),
      ])
      const check = runCommand('restore.mjs', [place, '--check'], { ...environment, TMPDIR: tight })
      expect(await check.exited).toBe(1)
      expect(check.output()).toMatch(/^There is no room in .* to restore the databases for comparison/m)
      expect(readdirSync(tight)).toEqual(['data'])
    } finally {
      unmount(tight)
      rmSync(roomy, { recursive: true, force: true })
    }
  })
})
