import { type LogEntry, LogGrown } from '@kindred/contracts/chat'
import { LikesReceived } from '@kindred/contracts/discovery'
import { ProfileChanged } from '@kindred/contracts/profile'
import { PhotoDecided, StandingChanged } from '@kindred/contracts/safety'
import { newId } from '@kindred/kernel'
import { type TestEvent, testEvent } from '@kindred/testkit'

import type { World } from './world.js'

/** Two people who have matched, as the first of them sees it. */
export interface Chat {
  readonly userId: string
  readonly partnerId: string
  readonly conversationId: string
  /** Grows with each entry of the first one's log. */
  position: number
  seq: number
}

export const chatOf = (userId = newId()): Chat => ({
  userId,
  partnerId: newId(),
  conversationId: newId(),
  position: 0,
  seq: 0,
})

const logGrown = (...entries: LogEntry[]): TestEvent => testEvent(LogGrown, newId(), { entries })

const entryOf = (
  chat: Chat,
  at: Date,
  entry: Pick<LogEntry, 'kind'> & Partial<Pick<LogEntry, 'actorId' | 'seq' | 'isOwn' | 'farewell'>>,
): LogEntry => ({
  userId: chat.userId,
  conversationId: chat.conversationId,
  position: (chat.position += 1),
  actorId: chat.partnerId,
  seq: 0,
  isOwn: false,
  farewell: false,
  createdAt: at,
  ...entry,
})

/** What happens to the first person of a chat, as chat would tell it and as chat answers afterwards. */
export const actsOf = (world: World) => {
  const now = (): Date => world.clock.now()
  const say = (chat: Chat, entry: Parameters<typeof entryOf>[2]): Promise<void> =>
    world.tell(logGrown(entryOf(chat, now(), entry)))
  return {
    /** The partner writes. */
    async write(chat: Chat, text = 'hello'): Promise<number> {
      const seq = (chat.seq += 1)
      world.chat.write(chat, { seq, text, senderId: chat.partnerId })
      await say(chat, { kind: 'MESSAGE', seq })
      return seq
    },
    /** Several messages of the partner in one transaction of chat. */
    async writeAll(chat: Chat, texts: readonly string[]): Promise<void> {
      const entries = texts.map((text) => {
        const seq = (chat.seq += 1)
        world.chat.write(chat, { seq, text, senderId: chat.partnerId })
        return entryOf(chat, now(), { kind: 'MESSAGE', seq })
      })
      await world.tell(logGrown(...entries))
    },
    answer: (chat: Chat) => say(chat, { kind: 'MESSAGE', seq: (chat.seq += 1), actorId: chat.userId }),
    async read(chat: Chat, upTo = chat.seq): Promise<void> {
      world.chat.read(chat, upTo)
      await say(chat, { kind: 'READ', seq: upTo, actorId: chat.userId })
    },
    /** The person reads all, and the partner writes: two events that come together. */
    async readAndWrite(chat: Chat, text: string): Promise<void> {
      world.chat.read(chat, chat.seq)
      const read = entryOf(chat, now(), { kind: 'READ', seq: chat.seq, actorId: chat.userId })
      const seq = (chat.seq += 1)
      world.chat.write(chat, { seq, text, senderId: chat.partnerId })
      await world.tell(logGrown(read), logGrown(entryOf(chat, now(), { kind: 'MESSAGE', seq })))
    },
    match: (chat: Chat, { isOwn = false } = {}) => say(chat, { kind: 'MATCH', isOwn }),
    begin: (chat: Chat) => say(chat, { kind: 'CONVERSATION_CREATED' }),
    async end(chat: Chat): Promise<void> {
      world.chat.end(chat)
      await say(chat, { kind: 'CONVERSATION_ENDED', actorId: '' })
    },
    /** The partner, or somebody else, offers the contact, takes that back or agrees. */
    contact: (
      chat: Chat,
      kind: 'CONTACT_OFFERED' | 'CONTACT_WITHDRAWN' | 'CONTACT_SHARED',
      actorId = chat.partnerId,
    ) => say(chat, { kind, actorId }),
    /** The partner ends the conversation and says so kindly. */
    async part(chat: Chat): Promise<void> {
      world.chat.end(chat)
      await say(chat, { kind: 'CONVERSATION_ENDED', actorId: '', farewell: true })
    },
    like: (userId: string, { isSuperlike = false, likerId = newId() } = {}) =>
      world.tell(
        testEvent(LikesReceived, newId(), {
          likes: [{ userId, likerId, isSuperlike, createdAt: now() }],
        }),
      ),
    decidePhoto: (userId: string, approved: boolean, mediaId = newId()) =>
      world.tell(
        testEvent(PhotoDecided, userId, {
          mediaId,
          ownerId: userId,
          approved,
          rule: approved ? '' : 'SEXUAL_CONTENT',
          listHash: false,
          decisionId: newId(),
          takenBack: false,
          seenAgain: false,
        }),
      ),
    stand: (userId: string, version: number, standing: 'GOOD' | 'HIDDEN' | 'SUSPENDED' | 'BANNED') =>
      world.tell(
        testEvent(StandingChanged, userId, {
          userId,
          version,
          standing,
          endsAt: undefined,
          decisionId: standing === 'GOOD' ? '' : newId(),
          rule: standing === 'GOOD' ? '' : 'HARASSMENT',
          personKey: Buffer.alloc(0),
        }),
      ),
    name: (
      userId: string,
      name: string,
      birthDate: string,
      { verified = false, version = 1, timeZone = '' } = {},
    ) =>
      world.tell(
        testEvent(
          ProfileChanged,
          userId,
          ProfileChanged.fromPartial({ userId, version, name, birthDate, verified, timeZone }),
        ),
      ),
    /** Somebody has the app open at a gateway, or closes it. */
    open: (userId: string, instanceId: string) =>
      world.gateway.reportPresence({
        instanceId,
        openedUserIds: [userId],
        closedUserIds: [],
        complete: false,
      }),
    close: (userId: string, instanceId: string) =>
      world.gateway.reportPresence({
        instanceId,
        openedUserIds: [],
        closedUserIds: [userId],
        complete: false,
      }),
  }
}

/** A bot that takes what is due and says that it was sent, under ids that grow. */
export const botOf = (world: World, at = 0) => {
  const api = world.bot(at)
  let messageId = 100
  return {
    api,
    claim: async (max = 100) =>
      (await api.claimDeliveries({ waitSeconds: 0, max, ownMessages: 0 })).deliveries,
    finish: (deliveryId: string, outcome: 'SENT' | 'BLOCKED' | 'RETRY' | 'FAILED', more = {}) =>
      api.finishDelivery({
        deliveryId,
        outcome,
        telegramMessageId: undefined,
        otherTelegramMessageIds: [],
        retryAfterSeconds: undefined,
        ...more,
      }),
    /** Takes what is due to one person, sends it, and lets the pause pass that Telegram asks for in a chat. */
    async send(userId: string) {
      const { deliveries } = await api.claimDeliveries({ waitSeconds: 0, max: 100, ownMessages: 0 })
      for (const { deliveryId, replacesMessageId } of deliveries)
        await this.finish(deliveryId, 'SENT', { telegramMessageId: replacesMessageId ?? (messageId += 1) })
      world.clock.advance(1_000)
      return deliveries.filter((one) => one.userId === userId)
    },
    get lastMessageId() {
      return messageId
    },
  }
}
