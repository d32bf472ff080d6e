import { WebSocket } from 'ws'

import { createClient, type KindredClient, type Live, type SocketConstructor } from '@kindred/client'
import { telegramInitData } from '@kindred/testkit/init-data'

import { chatDatabaseOf, openConversations, pairUp } from '../chat/pairs.js'
import { profile } from '../hop/people.js'
import type { BenchStack } from '../src/index.js'

/** Somebody who uses Kindred by the published client, with a socket of their own. */
export interface Person {
  readonly client: KindredClient
  readonly live: Live
  readonly conversationId: string
}

/** Signs so many people in, gives them profiles and pairs them up to write to each other. */
export async function gather(stack: BenchStack, count: number): Promise<Person[]> {
  const clients: { client: KindredClient; userId: string }[] = []
  for (let index = 0; index < count; index += 1) clients.push(await join(stack, index))
  const pairs = pairUp(clients.map(({ userId }) => userId))
  await openConversations(chatDatabaseOf(stack), pairs)
  const conversations = new Map(
    pairs.flatMap(({ conversationId, userIds }) => userIds.map((id) => [id, conversationId])),
  )
  return clients.map(({ client, userId }) => ({
    client,
    live: client.connect({ WebSocket: WebSocket as unknown as SocketConstructor }),
    conversationId: conversations.get(userId)!,
  }))
}

async function join(stack: BenchStack, index: number): Promise<{ client: KindredClient; userId: string }> {
  const client = createClient({ baseUrl: stack.url })
  const { botToken } = stack
  const id = 8_100_000 + index
  const { user } = await client.signIn({
    init_data: telegramInitData({ id, firstName: 'Bench', botToken }),
  })
  const [gender, wanted] = index % 2 === 0 ? (['WOMAN', 'MAN'] as const) : (['MAN', 'WOMAN'] as const)
  await client.profile.createProfile({ ...profile, gender })
  await client.profile.setMyLocation({ latitude: 38.72, longitude: -9.14 })
  await client.profile.setMyPreferences({ wanted_genders: [wanted], min_age: 18, max_age: 100 })
  return { client, userId: user?.id ?? '' }
}
