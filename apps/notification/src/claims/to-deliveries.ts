import type { Delivery, Digest } from '@kindred/contracts/notification'
import { ageOn } from '@kindred/kernel'

import type { Part } from '../domain/notice.js'
import { listPeople } from '../store/people.js'
import type { Db, PersonRow } from '../store/schema.js'
import type { Composed } from '../writing/compose.js'

/** Deliveries as the bot gets them, but for what only auth knows. */
export async function toDeliveries(db: Db, composed: readonly Composed[], now: Date): Promise<Delivery[]> {
  const others = composed.flatMap(({ parts }) => parts.flatMap(({ about }) => about.personId ?? []))
  const people = others.length === 0 ? new Map<string, PersonRow>() : await listPeople(db, others)
  return composed.map((one) => toDelivery(one, people, now))
}

function toDelivery(composed: Composed, people: ReadonlyMap<string, PersonRow>, now: Date): Delivery {
  const { id, userId, parts, isDigest, attempt, messages } = composed
  const [first] = parts as [Part, ...Part[]]
  const base = {
    deliveryId: id,
    userId,
    telegramId: 0,
    language: '',
    kind: first.kind,
    attempt,
    silent: isSilent.has(first.kind),
    count: 0,
    link: '',
    conversationId: undefined,
    person: undefined,
    messages: [],
    outcome: undefined,
    digest: undefined,
    news: undefined,
    replacesMessageId: undefined,
    upToSeq: undefined,
    matchNews: undefined,
    traceparent: first.about.trace,
  }
  if (isDigest) return { ...base, digest: toDigest(parts) }
  const { about, count, replaces, upToSeq } = first
  return {
    ...base,
    count,
    link: linkOf(first),
    conversationId: about.conversationId,
    person: toPerson(people.get(about.personId ?? ''), now),
    messages: [...messages],
    outcome: toOutcome(first),
    matchNews: about.matchNews,
    news: about.news && { text: about.news[0]?.text ?? '', texts: [...about.news] },
    replacesMessageId: replaces,
    upToSeq,
  }
}

/** What can wait until somebody looks anyway. */
const isSilent: ReadonlySet<string> = new Set(['YOUR_TURN', 'NEWS'])

const toPerson = (row: PersonRow | undefined, now: Date): Delivery['person'] =>
  row && {
    userId: row.user_id,
    name: row.name,
    age: row.birth_date === null ? 0 : ageOn(row.birth_date, now),
  }

function toOutcome({ about: { outcome } }: Part): Delivery['outcome'] {
  if (outcome === undefined) return undefined
  const { endsAt, ...rest } = outcome
  return { ...rest, endsAt: endsAt === undefined ? undefined : new Date(endsAt) }
}

/** Where the Mini App opens; its words are those of the bot's own links. */
function linkOf({ kind, about: { conversationId = '', outcome, matchNews } }: Part): string {
  if (kind === 'LIKE' || kind === 'SUPERLIKE') return 'likes'
  if (matchNews !== undefined) return matchNews === 'FAREWELL' ? '' : `chat_${conversationId}`
  if (kind === 'MATCH') return `match_${conversationId}`
  if (kind === 'MESSAGE' || kind === 'YOUR_TURN') return `chat_${conversationId}`
  if (kind === 'PHOTO_DECIDED') return outcome?.subject === 'VERIFICATION' ? 'profile' : 'photos'
  return kind === 'SAFETY' ? 'standing' : ''
}

function toDigest(parts: readonly Part[]): Digest {
  const count = (...kinds: string[]): number =>
    parts.reduce((sum, part) => sum + (kinds.includes(part.kind) ? part.count : 0), 0)
  const chats = parts.filter((part) => part.kind === 'MESSAGE')
  const news = parts.filter((part) => part.about.matchNews !== undefined)
  const [messages, likes] = [count('MESSAGE'), count('LIKE', 'SUPERLIKE')]
  const matches = count('MATCH') - news.length
  const told = parts.filter((part) => /LIKE|MATCH/.test(part.kind)).length - news.length
  const others = parts.length - chats.length - told
  return { messages, conversations: chats.length, likes, matches, others }
}
