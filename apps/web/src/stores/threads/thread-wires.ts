import type { ListMessagesRequest, ListMessagesResponse, Message, SendMessageRequest } from '@kindred/client'

/** The calls that a thread makes. */
export interface ThreadWires {
  listMessages(request: ListMessagesRequest): Promise<ListMessagesResponse>
  /** Resolves when the message is stored, however long that takes; rejects when it cannot be. */
  sendMessage(message: SendMessageRequest): Promise<Message>
  /** Rejects when the mark could not be sent. */
  setRead(conversationId: string, upToSeq: number): Promise<void>
}
