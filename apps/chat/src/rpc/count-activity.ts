import type { ChatServiceService } from '@kindred/contracts/chat'
import type { Handler } from '@kindred/rpc'

import type { ChatContext } from '../context.js'
import { countMessages } from '../store/activity.js'

export const countActivity: Handler<ChatContext, ChatServiceService['countActivity']> = ({ db, clock }) =>
  countMessages(db, clock.now())
