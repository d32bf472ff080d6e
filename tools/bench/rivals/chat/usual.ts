import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js'

import { Message, SendMessageRequest } from '@kindred/contracts/chat'

import type { ChatMessage, ChatRoom } from './room.js'
import { paths, userIdKey } from './usual-contract.js'

/** A room in another process, as one would write it: a call for each message and a stream for each socket. */
export function openUsualRoom(address: string): ChatRoom {
  const client = new Client(address, credentials.createInsecure())
  return {
    join(userId, hear) {
      const stream = client.makeServerStreamRequest(
        paths.follow,
        (value: Buffer) => value,
        (bytes) => Message.decode(bytes),
        Buffer.alloc(0),
        metadataOf(userId),
      )
      stream.on('data', (message: Message) => hear(toJson(message)))
      stream.on('error', () => undefined)
      return () => stream.cancel()
    },
    send: (senderId, draft) =>
      new Promise((resolve, reject) => {
        client.makeUnaryRequest(
          paths.send,
          (request: SendMessageRequest) => Buffer.from(SendMessageRequest.encode(request).finish()),
          (bytes) => Message.decode(bytes),
          {
            conversationId: draft.conversation_id,
            clientMessageId: draft.client_message_id,
            text: draft.text,
          },
          metadataOf(senderId),
          (error: ServiceError | null, message?: Message) => {
            if (error !== null || message === undefined) reject(error ?? new Error('no answer'))
            else resolve(toJson(message))
          },
        )
      }),
  }
}

function metadataOf(userId: string): Metadata {
  const metadata = new Metadata()
  metadata.set(userIdKey, userId)
  return metadata
}

const toJson = (message: Message): ChatMessage => ({
  id: message.id,
  conversation_id: message.conversationId,
  seq: message.seq,
  sender_id: message.senderId,
  client_message_id: message.clientMessageId,
  text: message.text,
  created_at: message.createdAt?.toISOString() ?? '',
})
