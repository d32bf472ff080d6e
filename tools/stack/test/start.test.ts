import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { pause } from '@kindred/kernel'
import { testAdminUrl } from '@kindred/testkit'

import { type Command, freePortBase, processesOf, ready, runCommand, runNpm, tempFolder } from './command.js'

import './built-pages.js'

const hasAddress = (address: string): boolean =>
  Object.values(networkInterfaces()).some((each) => each?.some((one) => one.address === address))

/** Two other files of tests are at work beside a whole Kindred that starts. */
const patience = { timeout: 180_000 }
/** A start does not wait for all of them: it says so before it is ready, or after. */
const demoPeople = /3 people, alice and bob among them|All 3 demo people are there/

let folder: ReturnType<typeof tempFolder>
let base: number
let running: Command[] = []

beforeEach(async () => {
  folder = tempFolder()
  base = await freePortBase()
})

afterEach(() => {
  for (const { process: child } of running) if (child.exitCode === null) child.kill('SIGKILL')
  running = []
  folder.remove()
})

function start(environment: NodeJS.ProcessEnv = {}, ...args: string[]): Command {
  const usual = { KINDRED_DEMO: 'off', RPC_DEADLINE_SCALE: '10' }
  const settings = { DATA_DIR: folder.path, PORT_BASE: String(base), ...usual, ...environment }
  const command = runCommand('start.mjs', args, settings)
  running.push(command)
  return command
}

const postgresFile = (name: string): string => readFileSync(join(folder.path, 'postgres', name), 'utf8')
const postgresLog = (): string => postgresFile('postgres.log')

/** The process of the built-in PostgreSQL that says so of itself. */
function postgresProcess(title: string): number {
  const postmaster = postgresFile('data/postmaster.pid').split('\n')[0]
  const told = (pid: string, file: string): string =>
    existsSync(`/proc/${pid}/${file}`) ? readFileSync(`/proc/${pid}/${file}`, 'latin1') : ''
  const isIt = (pid: string): boolean =>
    told(pid, 'cmdline').includes(title) && told(pid, 'status').includes(`PPid:\t${postmaster}\n`)
  return Number(readdirSync('/proc').find((pid) => /^\d+$/.test(pid) && isIt(pid)))
}

/** The one sentence that a start which is refused ends with. */
async function refusal(command: Command): Promise<string> {
  expect(await command.exited).toBe(1)
  const lines = command
    .output()
    .trim()
    .split('\n')
    .filter((line) => !/^(Kindred|\s*✓.*|)$/.test(line))
  expect(lines).toHaveLength(1)
  return lines[0]!
}

describe('npm start', () => {
  it(
    'npm start brings everything up; Ctrl-C or kill -9 leaves no process behind',
    { timeout: 600_000 },
    async () => {
      const first = start({ KINDRED_DEMO: 'on', KINDRED_DEMO_PEOPLE: '3' })
      await ready(first)
      await expect.poll(first.output, patience).toMatch(demoPeople)
      expect(first.output()).toMatch(new RegExp(`API +http://127.0.0.1:${base}\\n`))
      const health = await fetch(`http://127.0.0.1:${base}/health`)
      expect(await health.json()).toMatchObject({ status: 'healthy' })
      expect(statSync(join(folder.path, 'secrets.json')).mode & 0o777).toBe(0o600)
      expect(processesOf(folder.path).length).toBeGreaterThan(1)
      const other = await refusal(start({ PORT_BASE: String(await freePortBase()) }))
      expect(other).toContain(`Kindred already runs on ${folder.path} (process ${first.process.pid})`)

      process.kill(-first.process.pid!, 'SIGINT')
      expect(await first.exited, first.output()).toBe(0)
      await expect.poll(() => processesOf(folder.path), patience).toEqual([])
      expect(first.output()).not.toMatch(/error|    at /)
      expect(first.output().split('Stopping …\n').at(-1)).toBe(`Kindred stopped, data in ${folder.path}.\n`)

      const second = start({ KINDRED_DEMO: 'on', KINDRED_DEMO_PEOPLE: '3' })
      await ready(second)
      await expect.poll(second.output, patience).toMatch(demoPeople)
      second.process.kill('SIGKILL')
      await second.exited
      await expect.poll(() => processesOf(folder.path), patience).toEqual([])
    },
  )

  it.runIf(hasAddress('::1'))(
    'npm start listens on ::1 when told so, prints that address and brings its bot there',
    { timeout: 600_000 },
    async () => {
      const command = start({ GATEWAY_HOST: '::1', BIND_HOST: '::1', LOG_LEVEL: 'info' })
      await ready(command)
      expect(command.output()).toContain(`API          http://[::1]:${base}\n`)
      expect(command.output()).not.toContain(`127.0.0.1:${base}/`)
      expect(await (await fetch(`http://[::1]:${base}/health`)).json()).toMatchObject({ status: 'healthy' })
      const bot = await fetch(`http://[::1]:${base + 1010}/readyz`)
      expect([bot.status, await bot.json()]).toMatchObject([200, { status: 'ready' }])
      process.kill(-command.process.pid!, 'SIGINT')
      expect(await command.exited, command.output()).toBe(0)
    },
  )

  it.runIf(process.platform === 'linux')(
    'npm start stops in good order however long the database takes to write what it holds',
    { timeout: 600_000 },
    async () => {
      const command = start()
      await ready(command)
      const writer = postgresProcess('checkpointer')
      process.kill(writer, 'SIGSTOP')
      process.kill(-command.process.pid!, 'SIGINT')
      await expect.poll(() => postgresLog(), patience).toContain('fast shutdown request')
      await pause(6_000)
      process.kill(writer, 'SIGCONT')
      expect(await command.exited, command.output()).toBe(0)
      expect(postgresLog()).not.toContain('immediate shutdown')
    },
  )

  it('npm start ends with npm when that is asked to end', { timeout: 600_000 }, async () => {
    const settings = { DATA_DIR: folder.path, PORT_BASE: String(base), KINDRED_DEMO: 'off' }
    const command = runNpm(['start'], settings)
    running.push(command)
    await ready(command)
    command.process.kill('SIGTERM')
    await command.exited
    await expect.poll(() => processesOf(folder.path), patience).toEqual([])
    expect(command.output()).toContain(`Kindred stopped, data in ${folder.path}.`)
  })

  it('npm start stops while demo people are still on their way', { timeout: 600_000 }, async () => {
    const command = start({ KINDRED_DEMO: 'on', KINDRED_DEMO_PEOPLE: '5000' })
    await ready(command)
    process.kill(-command.process.pid!, 'SIGINT')
    expect(await command.exited, command.output()).toBe(0)
    expect(command.output()).not.toMatch(/error|    at /i)
    await expect.poll(() => processesOf(folder.path), patience).toEqual([])
  })

  it('npm start stops in the middle of a start', { timeout: 600_000 }, async () => {
    const command = start()
    await expect.poll(() => command.output(), { ...patience, interval: 20 }).toContain('Kindred')
    process.kill(-command.process.pid!, 'SIGINT')
    await command.exited
    await expect.poll(() => processesOf(folder.path), patience).toEqual([])
  })

  it('npm start names who has a taken port and the next free block', async () => {
    const server = createServer().listen(base + 3, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const said = await refusal(start())
    server.close()
    const owner = existsSync('/proc/net/tcp') ? `node.* \\(process ${process.pid}\\)` : 'another program'
    expect(said).toMatch(
      new RegExp(
        `^Port ${base + 3} \\(discovery\\) is taken by ${owner}: stop it, or run PORT_BASE=\\d+ npm start\\.$`,
      ),
    )
  })

  it('npm start says that a data folder cannot be written', async () => {
    writeFileSync(folder.path, 'a file where a folder should be')
    const said = await refusal(start())
    expect(said).toBe(
      `The data folder ${folder.path} cannot be written (EEXIST): make it writable, or choose another with DATA_DIR.`,
    )
  })

  it.runIf(process.platform === 'linux')(
    'npm start says so of a data folder where none can be made',
    async () => {
      const said = await refusal(start({ DATA_DIR: '/proc/none/data' }))
      expect(said).toContain('The data folder /proc/none/data cannot be written (ENOENT)')
    },
  )

  it('npm start says that nothing answers at DATABASE_URL', async () => {
    const said = await refusal(start({ DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/postgres' }))
    expect(said).toBe(
      'DATABASE_URL: nothing answers at 127.0.0.1:1: start PostgreSQL there, correct the address, or unset it to use the built-in PostgreSQL.',
    )
  })

  it('npm start says that a database of DATABASE_URL is not there', async () => {
    const url = new URL(testAdminUrl())
    url.pathname = '/nowhere'
    const said = await refusal(start({ DATABASE_URL: url.toString() }))
    expect(said).toContain(`DATABASE_URL: there is no database nowhere at ${url.host}: create it`)
  })

  it('npm start says that a flag is none', async () => {
    expect(await refusal(start({}, '--procceses'))).toMatch(
      /^Unknown option '--procceses'.* Flags: npm start -- --processes/,
    )
  })

  it('npm start lists every fault of the settings by name', async () => {
    const command = start({ PORT_BASE: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'nonsense' })
    expect(await command.exited).toBe(1)
    for (const name of ['PORT_BASE', 'LOG_LEVEL', 'DATABASE_URL'])
      expect(command.output()).toContain(`${name} `)
    expect(command.output()).not.toContain('    at ')
  })

  it('npm start lists the faults of what only one app reads beside them, before anything starts', async () => {
    const wrong = {
      BOT_TOKEN: 'no-token',
      MEDIA_MAX_BYTES: 'many',
      SUPERLIKES_PER_DAY: '0',
      WEB_APP_URL: 'nowhere',
    }
    const command = start({ ...wrong, LOG_LEVEL: 'loud', GATEWAY_TRUST_PROXY: 'everybody' })
    expect(await command.exited).toBe(1)
    const lines = command
      .output()
      .trim()
      .split('\n')
      .filter((line) => line !== '' && line !== 'Kindred')
    const names = lines.map((line) => line.replace(/ .*/, ''))
    expect(names.sort()).toEqual([...Object.keys(wrong), 'GATEWAY_TRUST_PROXY', 'LOG_LEVEL'].sort())
    expect(existsSync(folder.path)).toBe(false)
  })

  it('npm start says that the address to listen on is not one of this machine', async () => {
    const said = await refusal(start({ GATEWAY_HOST: '192.0.2.1' }))
    expect(said).toMatch(
      /^GATEWAY_HOST: this machine has no address 192\.0\.2\.1: name an address of this machine/,
    )
  })

  it('npm start answers --help and starts nothing', async () => {
    const command = start({}, '--help')
    expect(await command.exited, command.output()).toBe(0)
    for (const word of ['npm start -- --processes', 'DATA_DIR', 'GATEWAY_HOST', 'docs/running.md'])
      expect(command.output()).toContain(word)
    expect(existsSync(folder.path)).toBe(false)
  })
})

describe('npm run doctor', () => {
  it('npm run doctor prints what a start would check', async () => {
    const command = runCommand('doctor.mjs', [], { DATA_DIR: folder.path, PORT_BASE: String(base) })
    expect(await command.exited, command.output()).toBe(0)
    for (const name of ['node', 'data folder', 'disk', 'ports', 'database'])
      expect(command.output()).toContain(`✓ ${name}`)
  })
})
