import type { Database } from '@kindred/db'
import type { Log } from '@kindred/kernel'
import { openLookout } from '@kindred/service'

import type { Tables } from '../store/schema.js'
import { listLostSight, type LostSightRow, sightChannel } from '../store/sight.js'

/** A viewer may no longer see somebody, or may again. */
export interface SightChange extends LostSightRow {
  readonly isLost: boolean
}

/** The list of viewers and the people they may no longer see, as the database has it. */
export interface SightFeed {
  /** Calls the listener with the whole list, then with each change. Returns the function that stops it. */
  follow(listener: (changes: readonly SightChange[]) => void): () => void
  /** Reads the list again; resolves when the listeners know everything that was committed before the call. */
  refresh(): Promise<void>
  close(): Promise<void>
}

const nameOf = ({ viewer, owner }: LostSightRow): string => `${viewer} ${owner}`

/** Opens the feed. The whole small list is read each time, so that nothing depends on the order of commits. */
export async function openSightFeed(options: {
  readonly database: Pick<Database<Tables>, 'db' | 'listen'>
  readonly log: Log
}): Promise<SightFeed> {
  const { database, log } = options
  const listeners = new Set<(changes: readonly SightChange[]) => void>()
  let known = new Map<string, LostSightRow>()

  function take(rows: readonly LostSightRow[]): void {
    const before = known
    known = new Map(rows.map((row) => [nameOf(row), row]))
    const lost = rows.filter((row) => before.get(nameOf(row))?.own_block !== row.own_block)
    const regained = [...before].filter(([name]) => !known.has(name)).map(([, row]) => row)
    const changes = [
      ...lost.map((row) => toChange(row, true)),
      ...regained.map((row) => toChange(row, false)),
    ]
    if (changes.length > 0) for (const listener of listeners) listener(changes)
  }

  const lookout = await openLookout({
    database,
    log,
    channel: sightChannel,
    blind: 'cannot see who lost sight of whom',
    look: async () => take(await listLostSight(database.db)),
  })
  return {
    follow(listener) {
      const own = (changes: readonly SightChange[]): void => listener(changes)
      listeners.add(own)
      own([...known.values()].map((row) => toChange(row, true)))
      return () => void listeners.delete(own)
    },
    refresh: lookout.refresh,
    close: lookout.close,
  }
}

const toChange = (row: LostSightRow, isLost: boolean): SightChange => ({ ...row, isLost })
