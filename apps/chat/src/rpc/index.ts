import type { ChatServiceService } from '@kindred/contracts/chat'
import type { Handlers } from '@kindred/rpc'

import type { ChatContext } from '../context.js'
import { countActivity } from './count-activity.js'
import { getContact } from './get-contact.js'
import { listConversations } from './list-conversations.js'
import { listMessages } from './list-messages.js'
import { markRead } from './mark-read.js'
import { peekMessages } from './peek-messages.js'
import { sendMessage } from './send-message.js'
import { setTyping } from './set-typing.js'
import { shareContact } from './share-contact.js'
import { snapshotConversation } from './snapshot-conversation.js'
import { subscribe } from './subscribe.js'
import { sync } from './sync.js'

export const handlers: Handlers<ChatContext, typeof ChatServiceService> = {
  listConversations,
  listMessages,
  markRead,
  sendMessage,
  setTyping,
  getContact,
  shareContact,
  snapshotConversation,
  peekMessages,
  subscribe,
  sync,
  countActivity,
}
