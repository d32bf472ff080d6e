import { vi } from 'vitest'

import { type Biography, type Person, settle, type Target } from './people.js'

/** Two people of one town who matched, and their conversation. */
export interface Couple {
  readonly one: Person
  readonly other: Person
  /** The match's id is the conversation's as well. */
  readonly conversationId: string
}

const patience = { timeout: 60_000, interval: 50 }

/** Resolves when discovery knows all of a person that it needs. */
export const isReady = ({ client }: Person): Promise<void> =>
  vi.waitFor(async () => void (await client.discovery.listCandidates()), patience)

/** Resolves when `viewer` finds `wanted` in the deck. */
export const sees = (viewer: Person, wanted: Person): Promise<void> =>
  vi.waitFor(async () => {
    const { candidates } = await viewer.client.discovery.listCandidates({ page_size: 50 })
    if (!candidates.some((candidate) => candidate.user_id === wanted.userId)) throw new Error('not there yet')
  }, patience)

/** Lets two people like each other; resolves when the conversation is there for both. */
export async function match(one: Person, other: Person): Promise<string> {
  await one.client.discovery.like({ target_user_id: other.userId })
  const { match: made } = await other.client.discovery.like({ target_user_id: one.userId })
  if (made === undefined) throw new Error('Two likes made no match.')
  await Promise.all([one, other].map((person) => hasConversation(person, made.match_id)))
  return made.match_id
}

const hasConversation = (person: Person, id: string): Promise<void> =>
  vi.waitFor(async () => {
    const { conversations } = await person.client.chat.listConversations()
    if (!conversations.some((conversation) => conversation.conversation_id === id))
      throw new Error('not there yet')
  }, patience)

/** Makes two people at a place who matched. */
export async function settleCouple(
  target: Target,
  place: Pick<Biography, 'latitude' | 'longitude'>,
): Promise<Couple> {
  const [one, other] = await Promise.all([
    settle(target, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place }),
    settle(target, { name: 'Bob', gender: 'MAN', wants: 'WOMAN', ...place }),
  ])
  await Promise.all([sees(one, other), sees(other, one)])
  return { one, other, conversationId: await match(one, other) }
}
