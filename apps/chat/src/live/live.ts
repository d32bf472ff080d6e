import type { Database } from '@kindred/db'
import { type Log, newId } from '@kindred/kernel'

import { eventsChannel, readEventsPayload, readTypingPayload, typingChannel } from '../store/notify.js'
import type { Db, Tables } from '../store/schema.js'
import type { ToldEventRow } from '../store/user-events.js'
import { listGrown } from '../store/user-streams.js'
import type { Carried } from './carried.js'

/** How often the logs are checked for growth that no notification announced. */
const pollMs = 2_000
const maxPeople = 5_000

/** Wakes the streams of this instance when any instance has stored events for the people they carry. */
export interface Live {
  /** Of this instance. */
  readonly id: string
  /** Passes what this instance has committed on to its streams. */
  tell(rows: readonly ToldEventRow[]): void
  /** Wakes streams whose people's logs have grown without a notification. Never rejects. */
  look(): Promise<void>
  close(): void
  /** Wakes a stream from now on, until the returned function is called. */
  join(carried: Carried): () => void
}

/** Listens on chat's own database. A notification is only a hint: every stream also reads after a lost connection and by polling. */
export async function openLive(database: Pick<Database<Tables>, 'db' | 'listen'>, log: Log): Promise<Live> {
  const id = newId()
  const streams = new Set<Carried>()
  let looking: Promise<void> | undefined
  const look = (): Promise<void> =>
    (looking ??= lookAt(database.db, streams, log).finally(() => (looking = undefined)))
  const wakeAll = (): void => {
    log.info({ streams: streams.size }, 'notifications may have been lost, reading again')
    for (const carried of streams) carried.noteGrown(carried.positions.keys())
  }
  await database.listen(
    eventsChannel,
    (payload) => {
      const userIds = readEventsPayload(payload, id)
      for (const carried of streams) carried.noteGrown(userIds)
    },
    wakeAll,
  )
  await database.listen(typingChannel, (payload) => {
    const notice = readTypingPayload(payload)
    for (const carried of streams) carried.typing(notice)
  })
  const polling = setInterval(() => void look(), pollMs)
  return {
    id,
    look,
    tell(rows) {
      for (const carried of streams) carried.tell(rows)
    },
    close: () => clearInterval(polling),
    join(carried) {
      streams.add(carried)
      return () => void streams.delete(carried)
    },
  }
}

async function lookAt(db: Db, streams: ReadonlySet<Carried>, log: Log): Promise<void> {
  try {
    for (const carried of streams) {
      const positions = [...carried.positions]
      for (let start = 0; start < positions.length; start += maxPeople)
        carried.noteGrown(await listGrown(db, new Map(positions.slice(start, start + maxPeople))))
    }
  } catch (error) {
    log.debug({ err: error }, 'cannot look for events')
  }
}
