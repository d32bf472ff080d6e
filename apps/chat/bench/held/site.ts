import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { ChatServiceService } from '@kindred/contracts/chat'
import { MatchCreated } from '@kindred/contracts/discovery'
import { type Kysely, openDatabase, sql } from '@kindred/db'
import { startEmbeddedPostgres } from '@kindred/db/embedded'
import { newId } from '@kindred/kernel'
import { createClient, createGrpcTransport } from '@kindred/rpc'
import { createTestAuthority, deliver, testEvent, testLog, testServiceConfig } from '@kindred/testkit'

import { createChatService } from '../../src/service.js'
import type { Tables } from '../../src/store/schema.js'

/** Two people who can write to each other. */
export interface Conversation {
  readonly id: string
  /** Sends a message of one of them, which is committed when this resolves. Rejects after the deadline. */
  send(deadlineMs: number): Promise<void>
  /** How many messages are in it, and the seq of the last one. */
  count(): Promise<{ messages: number; lastSeq: number }>
}

/** The chat service as it runs, with a database of its own. */
export interface Site {
  /** A conversation of two new people. */
  openConversation(): Promise<Conversation>
  /** Locks a conversation's row in a transaction of somebody else, until the returned function is called. */
  hold(conversation: Conversation): Promise<() => Promise<void>>
  stop(): Promise<void>
}

/** A commit is on the disk before it is answered, as anywhere. */
const settings = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }

export async function startSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-chat-'))
  const postgres = await startEmbeddedPostgres({
    folder: join(folder, 'db'),
    durable: false,
    guard: 'remove',
    settings,
  })
  const authority = await createTestAuthority()
  const service = createChatService({
    ...testServiceConfig(authority, postgres.url),
    peers: {},
    newConversations: 20,
  })
  await service.start()
  const address = `127.0.0.1:${service.rpcPort}`
  const transport = createGrpcTransport({ address })
  const client = createClient(ChatServiceService, transport)
  const database = openDatabase<Tables>({ url: postgres.url, name: 'bench', log: testLog })

  return {
    async openConversation() {
      const [id, sender, other] = [newId(), newId(), newId()]
      const match = { matchId: id, userIds: [sender, other], createdAt: new Date(), madeBy: '' }
      const failures = await deliver(address, authority, 'chat', [testEvent(MatchCreated, id, match)])
      if (failures.length > 0) throw new Error(`not applied: ${JSON.stringify(failures)}`)
      const token = await authority.issue(sender, { expiresIn: 86_400 })
      return {
        id,
        async send(deadlineMs) {
          const message = { conversationId: id, clientMessageId: newId(), text: 'How are you?' }
          await client.sendMessage(message, { token, deadlineMs })
        },
        count: () => countMessages(database.db, id),
      }
    },
    async hold({ id }) {
      const holding = await database.db.startTransaction().execute()
      await sql`select from conversation where id = ${id} for update`.execute(holding)
      return () => holding.rollback().execute()
    },
    async stop() {
      transport.close()
      await database.close()
      await service.stop()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function countMessages(
  db: Kysely<Tables>,
  conversationId: string,
): Promise<{ messages: number; lastSeq: number }> {
  const { rows } = await sql<{ messages: number; lastSeq: number }>`
    select count(*)::integer as messages, coalesce(max(seq), 0)::integer as "lastSeq"
    from message where conversation_id = ${conversationId}`.execute(db)
  return rows[0]!
}
