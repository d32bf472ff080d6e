import type { NotificationServiceService } from '@kindred/contracts/notification'
import { transact } from '@kindred/db'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { notePresence } from '../writing/note-presence.js'

export const reportPresence: Handler<
  NotificationContext,
  NotificationServiceService['reportPresence']
> = async ({ db, clock }, { instanceId, openedUserIds: opened, closedUserIds: closed, complete }) => {
  const word = { instanceId, opened, closed, at: clock.now() }
  return { incomplete: !(await transact(db, (trx) => notePresence(trx, word, complete))) }
}
