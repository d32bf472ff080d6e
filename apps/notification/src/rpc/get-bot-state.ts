import type { NotificationServiceService } from '@kindred/contracts/notification'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { findState } from '../store/bot-state.js'

export const getBotState: Handler<NotificationContext, NotificationServiceService['getBotState']> = async (
  { db },
  { key },
  { principal },
) => (await findState(db, { userId: userOf(principal).userId, key })) ?? { value: '', version: 0 }
