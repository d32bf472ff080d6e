import type { Kysely } from '@kindred/db'
import type { Log } from '@kindred/kernel'

import { notify } from '../store/change.js'
import type { Tables } from '../store/schema.js'

const announceMs = 25

/** Tells the other instances that there are changes. */
export interface Announcer {
  /** Notifies them a moment later, once for all changes until then. */
  announce(): void
  stop(): void
}

/** Creates an announcer; `name` identifies the instance that makes the changes. */
export function createAnnouncer(db: Kysely<Tables>, log: Log, name: string): Announcer {
  let announcing: NodeJS.Timeout | undefined
  return {
    announce() {
      announcing ??= setTimeout(() => {
        announcing = undefined
        notify(db, name).catch((error: unknown) => log.debug({ err: error }, 'a notification was not sent'))
      }, announceMs)
    },
    stop: () => clearTimeout(announcing),
  }
}
