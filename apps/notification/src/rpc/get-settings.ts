import type { NotificationServiceService } from '@kindred/contracts/notification'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { toSettings } from '../messages.js'
import { findRecipient } from '../store/recipients.js'
import { findSettings } from '../store/settings.js'
import { usualSettings } from '../wishes.js'

export const getSettings: Handler<NotificationContext, NotificationServiceService['getSettings']> = async (
  { db },
  _request,
  { principal },
) => {
  const { userId } = userOf(principal)
  const row = (await findSettings(db, userId)) ?? usualSettings(userId)
  const recipient = await findRecipient(db, userId)
  return { settings: toSettings(row, recipient?.reachable ?? true) }
}
