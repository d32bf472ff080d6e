import { randomUUID } from 'node:crypto'

import {
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js'
import { Kysely, PostgresDialect } from 'kysely'

import { Message, SendMessageRequest } from '@kindred/contracts/chat'

import { openPool } from '../table.js'
import { otherOf } from './room.js'
import { paths, userIdKey } from './usual-contract.js'

interface Tables {
  conversation: { id: string; first_user_id: string; second_user_id: string; last_seq: number }
  message: {
    id: string
    conversation_id: string
    seq: number
    sender_id: string
    client_message_id: string
    text: string
    created_at: Date
  }
}

type Follow = ServerWritableStream<Buffer, Message>

/** The chat service as one would write it: a transaction for each message, and a stream for each socket that is told after the commit. */
export async function serveUsualChat(databaseUrl: string): Promise<{ port: number }> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPool(databaseUrl) }) })
  const streams = new Map<string, Set<Follow>>()
  const server = new Server()
  server.addService(definition, {
    send(call: ServerUnaryCall<SendMessageRequest, Message>, respond: sendUnaryData<Message>) {
      write(db, userOf(call), call.request).then(
        ({ message, other }) => {
          for (const stream of streams.get(other) ?? []) stream.write(message)
          respond(null, message)
        },
        (error: unknown) => respond({ code: 3, details: String(error) }),
      )
    },
    follow(call: Follow) {
      const userId = userOf(call)
      const own = streams.get(userId) ?? new Set()
      streams.set(userId, own.add(call))
      call.on('cancelled', () => own.delete(call))
    },
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    )
  })
  return { port }
}

const userOf = ({ metadata }: Pick<Follow, 'metadata'>): string => String(metadata.get(userIdKey)[0])

const definition = {
  send: {
    path: paths.send,
    requestStream: false,
    responseStream: false,
    requestSerialize: (value: SendMessageRequest) => Buffer.from(SendMessageRequest.encode(value).finish()),
    requestDeserialize: (bytes: Buffer) => SendMessageRequest.decode(bytes),
    responseSerialize: (value: Message) => Buffer.from(Message.encode(value).finish()),
    responseDeserialize: (bytes: Buffer) => Message.decode(bytes),
  },
  follow: {
    path: paths.follow,
    requestStream: false,
    responseStream: true,
    requestSerialize: (value: Buffer) => value,
    requestDeserialize: (bytes: Buffer) => bytes,
    responseSerialize: (value: Message) => Buffer.from(Message.encode(value).finish()),
    responseDeserialize: (bytes: Buffer) => Message.decode(bytes),
  },
}

function write(
  db: Kysely<Tables>,
  senderId: string,
  { conversationId, clientMessageId, text }: SendMessageRequest,
): Promise<{ message: Message; other: string }> {
  return db.transaction().execute(async (trx) => {
    const conversation = await trx
      .selectFrom('conversation')
      .selectAll()
      .where('id', '=', conversationId)
      .forUpdate()
      .executeTakeFirst()
    const userIds = conversation && [conversation.first_user_id, conversation.second_user_id]
    const other = otherOf(userIds, senderId)
    const seq = Number(conversation?.last_seq) + 1
    const row = {
      id: randomUUID(),
      conversation_id: conversationId,
      seq,
      sender_id: senderId,
      client_message_id: clientMessageId,
      text,
      created_at: new Date(),
    }
    await trx.insertInto('message').values(row).execute()
    await trx.updateTable('conversation').set({ last_seq: seq }).where('id', '=', conversationId).execute()
    const { id, created_at: createdAt } = row
    const message = { id, conversationId, seq, senderId, clientMessageId, text, createdAt, advice: [] }
    return { message, other }
  })
}
