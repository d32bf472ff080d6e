import type { Event } from '@kindred/contracts/events'
import { sql } from '@kindred/db'

import type { Relay } from '../src/index.js'
import type { Owner } from './world.js'

/**
 * A mutation, kept to prove that the tests notice it: a relay that follows the bare serial. Whatever commits after a higher
 * number was seen is never delivered.
 */
export function createWatermarkRelay({ database, transport }: Owner, subscriber: string): Relay {
  const stopping = new AbortController()
  let watermark = 0
  let loop = Promise.resolve()

  async function step(): Promise<void> {
    const { rows } = await sql<{
      position: number
      id: string
      type: string
      aggregate_id: string
      payload: Buffer
    }>`
      select d.id as position, e.id, e.type, e.aggregate_id, e.payload
      from outbox_delivery d join outbox_event e on e.id = d.event_id
      where d.subscriber = ${subscriber} and d.id > ${watermark} order by d.id limit 100`.execute(database.db)
    const events = rows.map((row): Event => ({
      ...row,
      aggregateId: row.aggregate_id,
      occurredAt: undefined,
      traceparent: '',
    }))
    if (events.length > 0) await transport.publish(subscriber, events, stopping.signal)
    watermark = rows.at(-1)?.position ?? watermark
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await step()
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  return {
    async start() {
      loop = run()
    },
    async stop() {
      stopping.abort()
      await loop
    },
  }
}
