import { randomUUID } from 'node:crypto'

import pg from 'pg'

import type { Pair } from '../rivals/chat/index.js'
import { type BenchStack, environmentOf, processOf } from '../src/index.js'

/** Where the product keeps its messages. */
export const chatDatabaseOf = (stack: BenchStack): string =>
  environmentOf(processOf(stack, 'apps/chat/dist/main.js'))['CHAT_DATABASE_URL'] ?? ''

/** The person of an access token. */
export const userIdOf = (token: string): string => {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
  return String((JSON.parse(claims) as { sub?: unknown }).sub)
}

/** Neighbours in the list of people are pairs. */
export function pairUp(userIds: readonly string[]): Pair[] {
  return Array.from({ length: userIds.length / 2 }, (_, at) => {
    const [first = '', second = ''] = userIds.slice(2 * at, 2 * at + 2).sort()
    return { conversationId: randomUUID(), userIds: [first, second] }
  })
}

/** Opens the conversations in the product's own tables: how matches are made is measured elsewhere. */
export async function openConversations(databaseUrl: string, pairs: readonly Pair[]): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await client.query(
      `insert into conversation (id, first_user_id, second_user_id, created_at)
       select *, now() from unnest($1::uuid[], $2::uuid[], $3::uuid[])`,
      columnsOf(pairs),
    )
    await client.query(
      `insert into member (conversation_id, user_id, partner_id, active_at)
       select id, first_user_id, second_user_id, now() from conversation
       union all select id, second_user_id, first_user_id, now() from conversation`,
    )
    await client.query('vacuum analyze')
  })
}

/** The same for the usual chat, in tables of its own beside the product's. Resolves with the URL that leads to them. */
export async function openUsualDatabase(databaseUrl: string, pairs: readonly Pair[]): Promise<string> {
  await withClient(databaseUrl, (client) => client.query('create schema usual_chat'))
  const url = new URL(databaseUrl)
  url.searchParams.set('options', '-c search_path=usual_chat')
  await withClient(url.href, async (client) => {
    await client.query(`
      create table conversation (
        id uuid primary key, first_user_id uuid not null, second_user_id uuid not null, last_seq bigint not null default 0
      );
      create table message (
        conversation_id uuid not null references conversation, seq bigint not null, id uuid not null, sender_id uuid not null,
        client_message_id text not null, text text not null, created_at timestamptz not null,
        primary key (conversation_id, seq), unique (sender_id, client_message_id)
      )`)
    await client.query(
      `insert into conversation (id, first_user_id, second_user_id)
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[])`,
      columnsOf(pairs),
    )
    await client.query('vacuum analyze')
  })
  return url.href
}

const columnsOf = (pairs: readonly Pair[]): string[][] => [
  pairs.map(({ conversationId }) => conversationId),
  pairs.map(({ userIds }) => userIds[0]),
  pairs.map(({ userIds }) => userIds[1]),
]

async function withClient(
  connectionString: string,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
