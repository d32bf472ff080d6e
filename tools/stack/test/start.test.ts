import { existsSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { testAdminUrl } from '@kindred/testkit'

import { type Command, freePortBase, processesOf, ready, runCommand } from './command.js'
import { openStarts, patience } from './starts.js'

const { base, folder, start } = openStarts()

/** A start does not wait for all of them: it says so before it is ready, or after. */
const demoPeople = /3 people, alice and bob among them|All 3 demo people are there/

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
      expect(first.output()).toMatch(new RegExp(`API +http://127.0.0.1:${base()}\\n`))
      const health = await fetch(`http://127.0.0.1:${base()}/health`)
      expect(await health.json()).toMatchObject({ status: 'healthy' })
      expect(statSync(join(folder(), 'secrets.json')).mode & 0o777).toBe(0o600)
      expect(processesOf(folder()).length).toBeGreaterThan(1)
      const other = await refusal(start({ PORT_BASE: String(await freePortBase()) }))
      expect(other).toContain(`Kindred already runs on ${folder()} (process ${first.process.pid})`)

      process.kill(-first.process.pid!, 'SIGINT')
      expect(await first.exited, first.output()).toBe(0)
      await expect.poll(() => processesOf(folder()), patience).toEqual([])
      expect(first.output()).not.toMatch(/error|    at /)
      expect(first.output().split('Stopping …\n').at(-1)).toBe(`Kindred stopped, data in ${folder()}.\n`)

      const second = start({ KINDRED_DEMO: 'on', KINDRED_DEMO_PEOPLE: '3' })
      await ready(second)
      await expect.poll(second.output, patience).toMatch(demoPeople)
      second.process.kill('SIGKILL')
      await second.exited
      await expect.poll(() => processesOf(folder()), patience).toEqual([])
    },
  )

  it('npm start names who has a taken port and the next free block', async () => {
    const server = createServer().listen(base() + 3, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const said = await refusal(start())
    server.close()
    const owner = existsSync('/proc/net/tcp') ? `node.* \\(process ${process.pid}\\)` : 'another program'
    expect(said).toMatch(
      new RegExp(
        `^Port ${base() + 3} \\(discovery\\) is taken by ${owner}: stop it, or run PORT_BASE=\\d+ npm start\\.$`,
      ),
    )
  })

  it('npm start says that a data folder cannot be written', async () => {
    writeFileSync(folder(), 'a file where a folder should be')
    const said = await refusal(start())
    expect(said).toBe(
      `The data folder ${folder()} cannot be written (EEXIST): make it writable, or choose another with DATA_DIR.`,
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
    expect(existsSync(folder())).toBe(false)
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
    expect(existsSync(folder())).toBe(false)
  })
})

describe('npm run doctor', () => {
  it('npm run doctor prints what a start would check', async () => {
    const command = runCommand('doctor.mjs', [], { DATA_DIR: folder(), PORT_BASE: String(base()) })
    expect(await command.exited, command.output()).toBe(0)
    for (const name of ['node', 'data folder', 'disk', 'ports', 'database'])
      expect(command.output()).toContain(`✓ ${name}`)
  })
})
