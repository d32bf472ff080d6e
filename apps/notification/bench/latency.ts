import { newId, pause } from '@kindred/kernel'

import type { Site } from './site.js'

/** To how many people messages are written, and how many messages Telegram takes. */
export interface Crowd {
  readonly name: string
  readonly people: number
  readonly perSecond: number
  readonly atMostMs: number
  readonly atMostStatements: number
}

const rate = 50

/** A conversation whose one side is away. */
interface Chat {
  readonly userId: string
  readonly conversationId: string
  readonly partnerId: string
  seq: number
}

/** What was measured of a round. */
interface Round {
  /** Milliseconds from each message to the claim that shows it. */
  readonly waits: readonly number[]
  /** Of the database, for each delivery, with what tells of its messages. */
  readonly statements: number
}

/** Measures a round of messages, 50 a second, with two bots that send at once. */
export async function measureLatency(site: Site, crowd: Crowd, seconds: number): Promise<Round> {
  const chats = Array.from({ length: crowd.people }, (): Chat => {
    return { userId: newId(), conversationId: newId(), partnerId: newId(), seq: 0 }
  })
  const writtenAt = new Map<string, number>()
  const waits: number[] = []
  const over = new AbortController()
  let deliveries = 0

  function shown(conversationId: string, upTo: number): void {
    for (let seq = upTo; seq > 0; seq -= 1) {
      const at = writtenAt.get(`${conversationId} ${seq}`)
      if (at === undefined) return
      waits.push(performance.now() - at)
      writtenAt.delete(`${conversationId} ${seq}`)
    }
  }

  async function work(): Promise<void> {
    let messageId = 0
    while (!over.signal.aborted) {
      const given = await site.claim()
      deliveries += given.length
      for (const { conversationId = '', upToSeq = 0 } of given) shown(conversationId, upToSeq)
      // A bot sends to different chats at the same time.
      await Promise.all(
        given.map(({ deliveryId, replacesMessageId }) =>
          site.sent(deliveryId, replacesMessageId ?? (messageId += 1)),
        ),
      )
    }
  }

  const bots = [work(), work()]
  const total = rate * seconds
  const before = await site.countStatements()
  const began = performance.now()
  for (let n = 0; n < total; n += 1) {
    await pause(Math.max(0, began + (n * 1000) / rate - performance.now()))
    const chat = chats[n % chats.length]!
    chat.seq += 1
    writtenAt.set(`${chat.conversationId} ${chat.seq}`, performance.now())
    write(site, chat, chat.seq)
  }
  const giveUp = performance.now() + 30_000
  while (writtenAt.size > 0 && performance.now() < giveUp) await pause(50)
  over.abort()
  await Promise.all(bots)
  if (writtenAt.size > 0) throw new Error(`${writtenAt.size} messages were never claimed`)
  return { waits, statements: ((await site.countStatements()) - before) / deliveries }
}

function write(site: Site, chat: Chat, seq: number): void {
  const { userId, conversationId, partnerId: actorId } = chat
  const createdAt = new Date()
  site.chat.write(chat, { seq, text: 'Hello, how was your day?', senderId: actorId })
  const entry = {
    userId,
    conversationId,
    actorId,
    seq,
    position: seq,
    kind: 'MESSAGE',
    isOwn: false,
    farewell: false,
    createdAt,
  } as const
  site.tell({ entries: [entry] })
}
