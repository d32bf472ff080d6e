import type { ListCall } from '@kindred/kernel'

/** The call of a person to a list, for page tokens made by hand; `path` as in `/kindred.chat.v1.ChatService/ListConversations`. */
export const listCall = (path: string, userId: string): ListCall => ({
  method: { path },
  principal: { kind: 'user', userId, sessionId: '', roles: [], expiresAt: new Date() },
})
