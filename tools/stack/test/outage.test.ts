import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { serviceNames, type Stack } from '../src/index.js'
import { forEachName } from '../src/names.js'
import { type Person, settle } from './people.js'
import { allOk, askAll } from './probes.js'
import { createStackWithOwnPostgres } from './test-stack.js'

let stack: Stack
let person: Person

beforeAll(async () => {
  stack = await createStackWithOwnPostgres({ logLevel: 'warn' })
  person = await settle(stack, { name: 'Nora', gender: 'WOMAN', wants: 'MAN', latitude: 10, longitude: 10 })
  await vi.waitFor(async () => expect(await askAll(person)).toEqual(allOk))
})
afterAll(() => stack.stop())

describe('while the database is away', () => {
  it('while the database is away every service answers 503, health says so, and all work again within 5 seconds of its return', async () => {
    const comeBack = await stack.postgres!.outage()
    const away = forEachName(serviceNames, () => expect.stringMatching(/^503 [A-Z_]+_UNAVAILABLE$/))
    // Backends that were busy outlive the postmaster for a moment.
    await expect.poll(() => askAll(person), { timeout: 60_000 }).toEqual(away)
    const ready = await fetch(`${stack.ops.profile}/readyz`)
    expect(ready.status).toBe(503)
    const health = await fetch(`${stack.url}/health`)
    expect([health.status, await health.json()]).toMatchObject([
      503,
      { status: 'unhealthy', services: { profile: { status: 'unhealthy' }, chat: { status: 'unhealthy' } } },
    ])
    expect((await fetch(`${stack.ops.profile}/livez`)).status).toBe(200)

    await comeBack()
    await expect.poll(() => askAll(person), { timeout: 60_000 }).toEqual(allOk)
    const healthNow = async () => (await (await fetch(`${stack.url}/health`)).json()) as { status: string }
    await expect.poll(healthNow, { timeout: 60_000 }).toMatchObject({ status: 'healthy' })
  })

  it('while the database is away what was said before the outage is still there, and new changes are told of', async () => {
    const other = await settle(stack, {
      name: 'Omar',
      gender: 'MAN',
      wants: 'WOMAN',
      latitude: 10,
      longitude: 10,
    })
    const seen = () =>
      person.client.discovery.listCandidates({ page_size: 10 }).then(({ candidates }) => candidates)
    await expect.poll(() => seen().then((all) => all.map((one) => one.name))).toContain('Omar')
    expect(await person.client.profile.getProfile({ user_id: other.userId })).toMatchObject({ name: 'Omar' })
  })
})

it('Kindred starts its own PostgreSQL again when it dies', async () => {
  const before = stack.postgres!.pid()
  process.kill(before, 'SIGKILL')
  await expect.poll(() => stack.postgres!.pid(), { timeout: 60_000 }).not.toBe(before)
  await expect.poll(() => askAll(person), { timeout: 60_000 }).toEqual(allOk)
})

it('the log of an outage says nothing of a person, a place or a token', async () => {
  const log = stack.logs().join('\n')
  expect(log.length).toBeGreaterThan(0)
  expect(log).not.toContain(String(person.telegramId))
  expect(log).not.toMatch(/eyJ[\w-]+\.|hash=|Nora/)
})
