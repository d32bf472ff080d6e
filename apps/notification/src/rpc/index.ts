import type { NotificationServiceService } from '@kindred/contracts/notification'
import type { Handlers } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { findBotMessage } from './find-bot-message.js'
import { getBadges } from './get-badges.js'
import { getBotState } from './get-bot-state.js'
import { getSettings } from './get-settings.js'
import { getShown } from './get-shown.js'
import { markSeen } from './mark-seen.js'
import { putBotState } from './put-bot-state.js'
import { rememberBotMessage } from './remember-bot-message.js'
import { reportPresence } from './report-presence.js'
import { setMuted } from './set-muted.js'
import { setReachable } from './set-reachable.js'
import { updateSettings } from './update-settings.js'

export const handlers: Handlers<NotificationContext, typeof NotificationServiceService> = {
  getSettings,
  updateSettings,
  getBadges,
  markSeen,
  setMuted,
  setReachable,
  getBotState,
  putBotState,
  findBotMessage,
  rememberBotMessage,
  getShown,
  reportPresence,
}
