import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { pause } from '@kindred/kernel'

import { processesOf, ready, runNpm } from './command.js'
import { openStarts, patience } from './starts.js'

const { base, folder, keep, start } = openStarts()

const hasAddress = (address: string): boolean =>
  Object.values(networkInterfaces()).some((each) => each?.some((one) => one.address === address))

const postgresFile = (name: string): string => readFileSync(join(folder(), 'postgres', name), 'utf8')
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

it.runIf(hasAddress('::1'))(
  'npm start listens on ::1 when told so, prints that address and brings its bot there',
  { timeout: 600_000 },
  async () => {
    const command = start({ GATEWAY_HOST: '::1', BIND_HOST: '::1', LOG_LEVEL: 'info' })
    await ready(command)
    expect(command.output()).toContain(`API          http://[::1]:${base()}\n`)
    expect(command.output()).not.toContain(`127.0.0.1:${base()}/`)
    expect(await (await fetch(`http://[::1]:${base()}/health`)).json()).toMatchObject({ status: 'healthy' })
    const bot = await fetch(`http://[::1]:${base() + 1010}/readyz`)
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
  const settings = { DATA_DIR: folder(), PORT_BASE: String(base()), KINDRED_DEMO: 'off' }
  const command = keep(runNpm(['start'], settings))
  await ready(command)
  command.process.kill('SIGTERM')
  await command.exited
  await expect.poll(() => processesOf(folder()), patience).toEqual([])
  expect(command.output()).toContain(`Kindred stopped, data in ${folder()}.`)
})

it('npm start stops while demo people are still on their way', { timeout: 600_000 }, async () => {
  const command = start({ KINDRED_DEMO: 'on', KINDRED_DEMO_PEOPLE: '5000' })
  await ready(command)
  process.kill(-command.process.pid!, 'SIGINT')
  expect(await command.exited, command.output()).toBe(0)
  expect(command.output()).not.toMatch(/error|    at /i)
  await expect.poll(() => processesOf(folder()), patience).toEqual([])
})

it('npm start stops in the middle of a start', { timeout: 600_000 }, async () => {
  const command = start()
  await expect.poll(() => command.output(), { ...patience, interval: 20 }).toContain('Kindred')
  process.kill(-command.process.pid!, 'SIGINT')
  await command.exited
  await expect.poll(() => processesOf(folder()), patience).toEqual([])
})
