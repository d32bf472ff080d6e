import type { ListMessagesRequest, ListMessagesResponse, Message, SendMessageRequest } from '@kindred/client'

/** What a thread asks of the outside. */
export interface ThreadWires {
  listMessages(request: ListMessagesRequest): Promise<ListMessagesResponse>
  /** Resolves when the message is stored, however long that takes; rejects when it cannot be. */
  sendMessage(message: SendMessageRequest): Promise<Message>
  /** Rejects when it could not be told now. */
  setRead(conversationId: string, upToSeq: number): Promise<void>
}
