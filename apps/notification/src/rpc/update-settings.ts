import type { NotificationServiceService } from '@kindred/contracts/notification'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { isKind } from '../domain/kinds.js'
import { toSettings } from '../messages.js'
import { updateSettings as update } from '../writing/update-settings.js'

export const updateSettings: Handler<
  NotificationContext,
  NotificationServiceService['updateSettings']
> = async ({ db, clock }, request, { principal }) => {
  const { userId } = userOf(principal)
  const kinds = request.kinds.flatMap(({ kind, on }) => (isKind(kind) ? [{ kind, on }] : []))
  const changed = await transact(db, (trx) => update(trx, userId, { ...request, kinds }, clock.now()))
  return { settings: toSettings(userId, changed.said, changed.reachable) }
}
