import { type Database } from '@kindred/db'
import { type Log } from '@kindred/rpc'

import { eventsChannel, readEventsPayload, readTypingPayload, typingChannel } from '../store/notify.js'
import { type Carried } from './carried.js'

/** Wakes the streams of this instance whenever any instance stored something for the people they carry. */
export interface Live {
  /** Wakes a stream from now on; answers how to leave. */
  join(carried: Carried): () => void
}

/** Listens on chat's own database. A notification is only a hint: after a lost connection every stream looks for itself. */
export async function openLive(database: Pick<Database<unknown>, 'listen'>, log: Log): Promise<Live> {
  const streams = new Set<Carried>()
  const wakeAll = (): void => {
    log.info({ streams: streams.size }, 'notifications may have been lost, reading again')
    for (const carried of streams) carried.grew(carried.positions.keys())
  }
  await database.listen(
    eventsChannel,
    (payload) => {
      const userIds = readEventsPayload(payload)
      for (const carried of streams) carried.grew(userIds)
    },
    wakeAll,
  )
  await database.listen(typingChannel, (payload) => {
    const notice = readTypingPayload(payload)
    for (const carried of streams) carried.typing(notice)
  })
  return {
    join(carried) {
      streams.add(carried)
      return () => void streams.delete(carried)
    },
  }
}
