import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type ServiceName, serviceNames } from '../src/index.js'
import { planPorts } from '../src/ports.js'
import { type Command, freePortBase, processesOf, ready, runCommand, tempFolder } from './command.js'
import { type Person, signIn } from './people.js'
import { allOk, askAll } from './probes.js'

const botToken = '4200000001:processes-test-token-not-of-telegram'
const folder = tempFolder()
let command: Command
let person: Person
let url: string

beforeAll(async () => {
  const base = await freePortBase()
  url = `http://127.0.0.1:${planPorts(base).gateway}`
  const settings = { DATA_DIR: folder.path, PORT_BASE: String(base), BOT_TOKEN: botToken, KINDRED_DEMO: 'off' }
  command = runCommand('start.mjs', ['--processes'], { ...settings, RATE_LIMIT_SCALE: '1000' })
  await ready(command)
  person = await signIn({ url, botToken }, 'Pia')
  await person.client.profile.createProfile({ name: 'Pia', birth_date: '1991-01-01', gender: 'WOMAN' })
})

afterAll(async () => {
  if (command.process.exitCode === null) process.kill(-command.process.pid!, 'SIGINT')
  const code = await command.exited
  folder.remove()
  expect([code, processesOf(folder.path)]).toEqual([0, []])
})

/** The process of an app, by its bundle. */
function pidOf(app: ServiceName): number {
  const [pid] = processesOf(`apps/${app}/dist/main.js`).filter((one) => processesOf(folder.path).includes(one))
  return pid ?? 0
}

describe('npm start -- --processes', () => {
  it('runs each app as its own process', async () => {
    await expect.poll(() => askAll(person)).toEqual(allOk)
    expect(new Set(serviceNames.map(pidOf)).size).toBe(serviceNames.length)
  })

  it.each(serviceNames)('answers 503 for %s alone when it is killed, and recovers by itself', async (service) => {
    const killed = pidOf(service)
    process.kill(killed, 'SIGKILL')
    const seen: string[] = []
    const recovered = async (): Promise<boolean> => {
      const answers = await askAll(person)
      seen.push(...Object.entries(answers).flatMap(([name, answer]) => (answer === 'ok' ? [] : [`${name} ${answer}`])))
      return Object.values(answers).every((answer) => answer === 'ok') && ![0, killed].includes(pidOf(service))
    }
    await expect.poll(recovered, { timeout: 10_000, interval: 20 }).toBe(true)
    expect(seen.length).toBeGreaterThan(0)
    for (const answer of seen)
      expect(answer).toMatch(new RegExp(`^${service} (503 ${service.toUpperCase()}_UNAVAILABLE)$`))
  })
})
