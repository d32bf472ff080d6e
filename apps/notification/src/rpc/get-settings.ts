import type { NotificationServiceService } from '@kindred/contracts/notification'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { toSettings } from '../messages.js'
import { findRecipient } from '../store/recipients.js'
import { findSaid } from '../store/settings.js'

export const getSettings: Handler<NotificationContext, NotificationServiceService['getSettings']> = async (
  { db },
  _request,
  { principal },
) => {
  const { userId } = userOf(principal)
  const said = await findSaid(db, userId)
  const recipient = await findRecipient(db, userId)
  return { settings: toSettings(userId, said, recipient?.reachable ?? true) }
}
