import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { testLog } from '@kindred/testkit'

import { eventually, openWorld, type Person, type World } from './world.js'

let world: World
let alice: Person
beforeAll(async () => {
  world = await openWorld()
  alice = await world.resident()
})
afterAll(() => world.close())
beforeEach(() => testLog.clear())

const first = { latitude: 56.9496123, longitude: 24.1052345 }
const later = { latitude: -33.8688197, longitude: 151.2092955 }
const wrong = { latitude: 98.7654321, longitude: 187.6543219 }

/** The digits of the positions, as a reader would search for them, and as doubles on the wire. */
const digits = [first, later, wrong]
  .flatMap(({ latitude, longitude }) => [latitude, longitude])
  .map((n) => String(Math.abs(n)).slice(0, 6))
const doubles = [first, later]
  .flatMap(({ latitude, longitude }) => [latitude, longitude])
  .map((value) => {
    const bytes = Buffer.alloc(8)
    bytes.writeDoubleLE(value)
    return bytes.toString('hex')
  })
const traces = [...digits, ...digits.map((text) => Buffer.from(text).toString('hex')), ...doubles]
const found = (text: string) => traces.filter((trace) => text.includes(trace))

function logged(): string {
  const plain = (_key: string, value: unknown): unknown =>
    value instanceof Error
      ? Object.assign({}, value, { message: value.message, stack: value.stack, cause: value.cause })
      : value
  return testLog
    .records()
    .map((record) => JSON.stringify(record, plain))
    .join('\n')
}

describe('a raw position', () => {
  beforeAll(async () => {
    await alice.api.setMyLocation(first)
    await alice.api.setMyLocation(later)
    await alice.api.setMyLocation(wrong).catch(() => undefined)
  })

  it('is in no table, neither before nor after it counts', async () => {
    expect(found((await world.dump()).join('\n'))).toEqual([])
    world.clock.advance(30 * 60_000)
    await eventually(() => world.discovery.changesOf(alice.userId).length).toBe(3)
    expect(found((await world.dump()).join('\n'))).toEqual([])
  })

  it('is in no event', () => {
    const sent = world.discovery.events.map(
      (event) =>
        `${Buffer.from(event.payload).toString('latin1')} ${Buffer.from(event.payload).toString('hex')}`,
    )
    expect(sent.length).toBeGreaterThan(1)
    expect(found(sent.join('\n'))).toEqual([])
  })

  it('is in no log line and no error', async () => {
    await alice.api.setMyLocation({ ...first, latitude: 56.1 })
    const error = await alice.api.setMyLocation(wrong).catch((refused: unknown) => refused)
    expect(error).toMatchObject({ kind: 'invalid' })
    expect(found(JSON.stringify(error))).toEqual([])
    await eventually(() => logged()).toContain('SetMyLocation')
    expect(found(logged())).toEqual([])
  })

  it('would be found by this test', () => {
    expect(found(`position ${first.latitude}`)).toEqual(['56.949'])
  })
})
