import { expect, it } from 'vitest'

import type { Db } from '../store/schema.js'
import type { ToldEventRow } from '../store/user-events.js'
import { createCarried } from './carried.js'
import { follow } from './follow.js'

const row = (user_id: string, position: number): ToldEventRow => ({
  user_id,
  position,
  kind: 'message_created',
  conversation_id: 'c',
  actor_id: null,
  seq: position,
  created_at: new Date(0),
  traceparent: '',
  message: undefined,
})

/** Nothing may be read by who was told. */
const noDatabase = new Proxy({}, { get: (_, name) => fail(`it asks the database: ${String(name)}`) }) as Db

function fail(what: string): never {
  throw new Error(what)
}

/** A stream that carries alice, whose events up to 3 are sent. */
function openCarried() {
  const carried = createCarried()
  carried.positions.set('alice', 3)
  return carried
}

it('passes on what it is told without a look into the database, each event once and only for those it carries', async () => {
  const carried = openCarried()
  const stop = new AbortController()
  carried.tell([row('alice', 3), row('alice', 4), row('bob', 9), row('alice', 5), row('alice', 5)])
  for await (const items of follow(noDatabase, carried, stop.signal)) {
    expect(items).toMatchObject([
      { kind: 'event', row: { user_id: 'alice', position: 4 } },
      { kind: 'event', row: { user_id: 'alice', position: 5 } },
    ])
    expect(carried.positions.get('alice')).toBe(5)
    stop.abort()
  }
  expect(carried.takeGrown(10)).toEqual(new Map())
})

it('reads the log of a person whose next event it was not told', () => {
  const carried = openCarried()
  carried.tell([row('alice', 5)])
  expect(carried.takeTold(10)).toEqual([])
  expect(carried.takeGrown(10)).toEqual(new Map([['alice', 3]]))
})

it('keeps no more than a stream may be behind, and reads the rest', () => {
  const carried = openCarried()
  carried.tell(Array.from({ length: 2_100 }, (_, index) => row('alice', index + 4)))
  expect(carried.takeTold(5_000)).toHaveLength(2_000)
  expect(carried.takeGrown(10)).toEqual(new Map([['alice', 2_003]]))
})
