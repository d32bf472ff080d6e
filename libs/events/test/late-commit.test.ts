import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { ProfileChanged } from '@kindred/contracts/profile'
import { sql } from '@kindred/db'
import { createTestAuthority, testLog } from '@kindred/testkit'

import { createRelay, publish, type Relay } from '../src/index.js'
import { createWatermarkRelay } from './watermark-relay.js'
import { changed, createCleaner, openListener, openOwner, type Owner, type World } from './world.js'

let world: World

beforeEach(async () => {
  world = { authority: await createTestAuthority(), cleaner: createCleaner(), addresses: new Map() }
})
afterEach(() => world.cleaner.clean())

const ownRelay = ({ database, transport }: Owner): Relay =>
  createRelay({ database, transport, log: testLog, pollMs: 50 })

/** What arrived when `early` took a lower number than `late` and committed after it was delivered. */
async function deliveredWith(createRelayOf: (owner: Owner) => Relay): Promise<string[]> {
  const listener = await openListener(world, 'chat')
  const owner = await openOwner(world)
  await owner.subscribe('chat')
  const relay = createRelayOf(owner)
  await relay.start()
  world.cleaner.later(() => relay.stop())

  const early = await owner.database.db.startTransaction().execute()
  await publish(early, ProfileChanged, 'early', changed('early', 1))
  await owner.change('late', 1)
  await expect.poll(listener.applied, { timeout: 60_000 }).toEqual(['late:1'])
  await early.commit().execute()
  await owner.change('last', 1)
  await expect.poll(listener.applied, { timeout: 60_000 }).toContain('last:1')
  return listener.applied()
}

describe('a transaction that numbers its event first and commits last', () => {
  it('delivers an event whose transaction takes its number first and commits last', async () => {
    expect(await deliveredWith(ownRelay)).toEqual(['late:1', 'early:1', 'last:1'])
  })

  it('shows that a reader of the bare serial loses an event that commits late', async () => {
    expect(await deliveredWith((owner) => createWatermarkRelay(owner, 'chat'))).toEqual(['late:1', 'last:1'])
  })
})

describe('two transactions about the same aggregate', () => {
  it('numbers the events of an aggregate in the order of their commits', async () => {
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    const listener = await openListener(world, 'chat')
    const relay = ownRelay(owner)
    await relay.start()
    world.cleaner.later(() => relay.stop())
    const first = await owner.database.db.startTransaction().execute()
    await publish(first, ProfileChanged, 'ann', changed('ann', 1))
    const second = owner.change('ann', 2)
    const waiting = async (): Promise<unknown> => {
      const { rows } = await sql`select locktype from pg_locks where not granted and locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())`.execute(
        owner.database.db,
      )
      return rows
    }
    await expect.poll(waiting, { timeout: 60_000 }).toEqual([{ locktype: 'advisory' }])
    await owner.change('bob', 1)
    await expect.poll(listener.applied, { timeout: 60_000 }).toEqual(['bob:1'])
    await first.commit().execute()
    await second
    await expect.poll(listener.applied, { timeout: 60_000 }).toEqual(['bob:1', 'ann:1', 'ann:2'])
  })
})
