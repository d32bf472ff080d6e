import type { Kysely } from 'kysely'

import { removeOld } from '@kindred/db'
import type { Clock } from '@kindred/kernel'

import { departureKeptMs } from '../event-life.js'
import type { EventTables, Handle } from '../schema.js'

/** What the job uses of a service's context. */
interface DeparturesContext {
  readonly db: Handle
  readonly clock: Clock
}

const tenMinutes = 10 * 60_000

/** A job that removes departures older than any event about the person can be. */
export const forgetDepartures = {
  name: 'forget-departures',
  everyMs: tenMinutes,
  async run({ db, clock }: DeparturesContext): Promise<void> {
    const before = new Date(clock.now().getTime() - departureKeptMs)
    await removeOld(db as Kysely<EventTables>, { table: 'departure', column: 'left_at', before })
  },
}
