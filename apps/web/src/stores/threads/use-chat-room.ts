import type { KindredClient } from '@kindred/client'
import { openStorage } from '@kindred/miniapp/browser/storage'

import { person, useClient } from '../../ground/session/session.js'
import { openUnsent } from '../../ground/session/unsent.js'
import { perOwner } from '../../ground/state/store.js'
import { type ChatRoom, createChatRoom } from './chat-room.js'

/** The chats of one client. */
export const chatRoomOf = perOwner((client: KindredClient) =>
  createChatRoom(client, openUnsent(openStorage('localStorage'), person)),
)

/** The signed-in person's chats. */
export const useChatRoom = (): ChatRoom => chatRoomOf(useClient())
