import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { actsOf, botOf, chatOf } from './events.js'
import { left, openWorld, type World } from './world.js'

let world: World
let acts: ReturnType<typeof actsOf>
let bot: ReturnType<typeof botOf>
beforeAll(async () => {
  world = await openWorld()
  ;[acts, bot] = [actsOf(world), botOf(world)]
})
afterAll(() => world.stop())
beforeEach(async () => {
  world.clock.set(new Date('2026-06-15T12:00:00Z'))
  await world.db.deleteFrom('recipient').execute()
})

describe('what a bot is given', () => {
  it('is a message with its words, its writer and the way to it', async () => {
    const chat = chatOf()
    await acts.name(chat.partnerId, 'Anna', '1999-06-14')
    await acts.write(chat, 'Hello!')
    const [delivery, ...others] = await bot.claim()
    expect(others).toEqual([])
    expect(delivery).toMatchObject({
      userId: chat.userId,
      kind: 'MESSAGE',
      count: 1,
      conversationId: chat.conversationId,
      person: { userId: chat.partnerId, name: 'Anna', age: 27 },
      messages: [{ seq: 1, text: 'Hello!' }],
      link: `chat_${chat.conversationId}`,
      upToSeq: 1,
      attempt: 1,
      telegramId: 0,
    })
    expect(delivery).not.toHaveProperty('replacesMessageId', expect.anything())
  })

  it('is one message for a conversation, edited while nothing of it is read', async () => {
    const chat = chatOf()
    await acts.write(chat, 'one')
    const [first] = await bot.send(chat.userId)
    expect(first!.replacesMessageId).toBeUndefined()
    await acts.writeAll(chat, ['two', 'three'])
    const [second] = await bot.send(chat.userId)
    expect(second).toMatchObject({ replacesMessageId: bot.lastMessageId, count: 3, upToSeq: 3 })
    expect(second!.messages.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    expect(second!.deliveryId).not.toBe(first!.deliveryId)
  })

  it('is a new message once the conversation was read or answered, or 10 minutes have passed', async () => {
    const chat = chatOf()
    await acts.write(chat, 'one')
    await bot.send(chat.userId)
    await acts.read(chat)
    await acts.write(chat, 'two')
    const [afterRead] = await bot.send(chat.userId)
    expect(afterRead).toMatchObject({ messages: [{ text: 'two' }], replacesMessageId: undefined })
    await acts.answer(chat)
    await acts.write(chat, 'three')
    const [afterAnswer] = await bot.send(chat.userId)
    expect(afterAnswer).toMatchObject({ messages: [{ text: 'three' }], replacesMessageId: undefined })
    world.clock.advance(600_000)
    await acts.write(chat, 'four')
    const [later] = await bot.send(chat.userId)
    expect(later).toMatchObject({ messages: [{ text: 'four' }], replacesMessageId: undefined, count: 3 })
  })

  it('is a new message when what was shown is read and more is written before any of it is heard of', async () => {
    const chat = chatOf()
    await acts.write(chat, 'one')
    await bot.send(chat.userId)
    await acts.readAndWrite(chat, 'two')
    expect(await bot.send(chat.userId)).toMatchObject([
      { messages: [{ text: 'two' }], replacesMessageId: undefined },
    ])
  })

  it('is every message in order, in as many messages of the bot as they need', async () => {
    const chat = chatOf()
    const texts = Array.from({ length: 12 }, (_, at) => `${at} ${'x'.repeat(900)}`)
    await acts.writeAll(chat, texts)
    const told: string[] = []
    for (let at = 0; at < 12 && told.length < 12; at += 1)
      for (const { messages, replacesMessageId } of await bot.send(chat.userId)) {
        expect(replacesMessageId).toBeUndefined()
        expect(messages.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(3_500)
        told.push(...messages.map(({ text }) => text))
      }
    expect(told).toEqual(texts)
    expect(await bot.send(chat.userId)).toEqual([])
  })

  it('is every message although none is ever read, however short they are', async () => {
    const chat = chatOf()
    const texts = Array.from({ length: 130 }, (_, at) => String(at))
    const told = new Set<string>()
    for (const text of texts) {
      await acts.write(chat, text)
      for (const { messages } of await bot.send(chat.userId)) for (const one of messages) told.add(one.text)
    }
    for (let rest = await bot.send(chat.userId); rest.length > 0; rest = await bot.send(chat.userId))
      for (const one of rest.flatMap(({ messages }) => messages)) told.add(one.text)
    expect([...told]).toEqual(texts)
  })

  it('is the next message alone when Telegram refused the one before', async () => {
    const chat = chatOf()
    await acts.write(chat, 'one')
    const [refused] = await bot.claim()
    await bot.finish(refused!.deliveryId, 'FAILED')
    await acts.write(chat, 'two')
    expect(await bot.send(chat.userId)).toMatchObject([{ messages: [{ text: 'two' }] }])
  })

  it('has no words when the person wants no preview', async () => {
    const chat = chatOf()
    await world.person(chat.userId).api.updateSettings({ kinds: [], messagePreview: false })
    await acts.writeAll(chat, ['a secret', 'another'])
    const [delivery] = await bot.send(chat.userId)
    expect(delivery).toMatchObject({ kind: 'MESSAGE', count: 2, messages: [] })
  })

  it('is nothing of what was read before the bot came for it', async () => {
    const chat = chatOf()
    await acts.write(chat)
    await acts.read(chat)
    expect(await bot.send(chat.userId)).toEqual([])
  })

  it('is nothing of what chat says was read, though no event has told of it yet', async () => {
    const chat = chatOf()
    await acts.write(chat)
    world.chat.read(chat, 1)
    expect(await bot.send(chat.userId)).toEqual([])
  })

  it('is nothing of a conversation that ended, and all of it again when it is shown again', async () => {
    const chat = chatOf()
    await acts.write(chat, 'before')
    await acts.end(chat)
    expect(await bot.send(chat.userId)).toEqual([])
    await acts.begin(chat)
    world.chat.write(chat, { seq: 1, text: 'before', senderId: chat.partnerId })
    await acts.write(chat, 'after')
    const [delivery] = await bot.send(chat.userId)
    expect(delivery!.messages.map(({ text }) => text)).toEqual(['before', 'after'])
  })

  it('is nothing of a muted conversation', async () => {
    const chat = chatOf()
    await acts.begin(chat)
    await world.person(chat.userId).api.setMuted({ conversationId: chat.conversationId, muted: true })
    await acts.write(chat)
    expect(await bot.send(chat.userId)).toEqual([])
    await world.person(chat.userId).api.setMuted({ conversationId: chat.conversationId, muted: false })
    await acts.write(chat, 'again')
    expect(await bot.send(chat.userId)).toHaveLength(1)
  })

  it('is a match that somebody else made, before its first message, and none that the person made', async () => {
    const [theirs, own] = [chatOf(), chatOf()]
    await acts.match(theirs)
    await acts.write(theirs)
    const first = await bot.send(theirs.userId)
    expect(first).toMatchObject([{ kind: 'MATCH', link: `match_${theirs.conversationId}` }])
    expect(await bot.send(theirs.userId)).toMatchObject([{ kind: 'MESSAGE' }])
    await acts.match(own, { isOwn: true })
    expect(await bot.send(own.userId)).toEqual([])
  })

  it('is one message for all likes, edited while they are not seen', async () => {
    const userId = newId()
    await acts.like(userId)
    expect(await bot.send(userId)).toMatchObject([{ kind: 'LIKE', count: 1, link: 'likes' }])
    await acts.like(userId, { isSuperlike: true })
    expect(await bot.send(userId)).toMatchObject([
      { kind: 'SUPERLIKE', count: 2, replacesMessageId: bot.lastMessageId },
    ])
    await world.person(userId).api.markSeen({ likes: true, matches: false, celebratedMatchIds: [] })
    await acts.like(userId)
    expect(await bot.send(userId)).toMatchObject([{ kind: 'LIKE', count: 1, replacesMessageId: undefined }])
  })

  it('is no like that has become a match before the bot came for it', async () => {
    const chat = chatOf()
    await acts.like(chat.userId, { likerId: chat.partnerId })
    await acts.match(chat, { isOwn: true })
    expect(await bot.send(chat.userId)).toEqual([])
  })

  it('is what was decided about photos and about the person, but not that somebody is hidden', async () => {
    const [owner, hidden, banned] = [newId(), newId(), newId()]
    await acts.decidePhoto(owner, true)
    expect(await bot.send(owner)).toMatchObject([
      { kind: 'PHOTO_DECIDED', outcome: { subject: 'PHOTO', positive: true }, link: 'photos' },
    ])
    await acts.stand(hidden, 1, 'HIDDEN')
    await acts.stand(hidden, 2, 'GOOD')
    expect(await bot.send(hidden)).toEqual([])
    await acts.stand(banned, 1, 'BANNED')
    expect(await bot.send(banned)).toMatchObject([
      { kind: 'SAFETY', outcome: { subject: 'STANDING', positive: false, rule: 'HARASSMENT' } },
    ])
    await acts.like(banned)
    expect(await bot.send(banned)).toEqual([])
  })

  it('is not that a photo is gone which is there again within seconds', async () => {
    const [owner, mediaId] = [newId(), newId()]
    await acts.decidePhoto(owner, false, mediaId)
    expect(await bot.send(owner)).toEqual([])
    await acts.decidePhoto(owner, true, mediaId)
    world.clock.advance(60_000)
    expect(await bot.send(owner)).toEqual([])
    await acts.decidePhoto(owner, false, mediaId)
    world.clock.advance(15_000)
    expect(await bot.send(owner)).toMatchObject([{ outcome: { positive: false, rule: 'SEXUAL_CONTENT' } }])
  })

  it('is nothing of kinds that are off, of anything while all is paused, but for what is decided about the person', async () => {
    const userId = newId()
    const { api } = world.person(userId)
    await api.updateSettings({ kinds: [{ kind: 'LIKE', on: false }] })
    await acts.like(userId)
    expect(await bot.send(userId)).toEqual([])
    await api.updateSettings({ kinds: [{ kind: 'LIKE', on: true }], paused: true })
    await acts.like(userId)
    await acts.stand(userId, 1, 'SUSPENDED')
    expect(await bot.send(userId)).toMatchObject([{ kind: 'SAFETY' }])
    expect(await bot.send(userId)).toEqual([])
  })

  it('is nothing of and to a person who left', async () => {
    const chat = chatOf()
    await acts.write(chat)
    await world.tell(left(chat.userId))
    await acts.write(chat)
    expect(await bot.send(chat.userId)).toEqual([])
    const tables = ['recipient', 'thread', 'notice', 'arrival', 'settings', 'bot_message'] as const
    for (const table of tables) {
      const rows = await world.db
        .selectFrom(table)
        .select('user_id')
        .where('user_id', '=', chat.userId)
        .execute()
      expect(rows, table).toEqual([])
    }
  })
})

describe('a delivery', () => {
  it('comes again under the same id and with the same words when it is not finished within 60 seconds', async () => {
    const chat = chatOf()
    await acts.write(chat, 'one')
    const [first] = await bot.claim()
    await acts.write(chat, 'two')
    expect(await bot.claim()).toEqual([])
    world.clock.advance(60_000)
    const [again] = await bot.claim()
    expect(again).toMatchObject({ deliveryId: first!.deliveryId, attempt: 2, messages: [{ text: 'one' }] })
    await bot.finish(again!.deliveryId, 'SENT', { telegramMessageId: 7 })
    world.clock.advance(1_000)
    const [more] = await bot.claim()
    expect(more).toMatchObject({ replacesMessageId: 7, attempt: 1 })
    expect(more!.messages.map(({ text }) => text)).toEqual(['one', 'two'])
  })

  it('that comes again with nothing left to show takes nothing with it of what was written since', async () => {
    const chat = chatOf()
    await acts.write(chat, 'one')
    await bot.claim()
    await acts.write(chat, 'two')
    await acts.read(chat, 1)
    world.clock.advance(60_000)
    expect((await bot.claim()).map(({ messages }) => messages.map(({ text }) => text))).toEqual([['two']])
  })

  it('is finished once, whoever says it how often', async () => {
    const chat = chatOf()
    await acts.write(chat)
    const [delivery] = await bot.claim()
    await bot.finish(delivery!.deliveryId, 'SENT', { telegramMessageId: 7 })
    await bot.finish(delivery!.deliveryId, 'SENT', { telegramMessageId: 7 })
    await bot.finish(delivery!.deliveryId, 'FAILED')
    world.clock.advance(120_000)
    expect(await bot.claim()).toEqual([])
    await expect(bot.finish(newId(), 'SENT')).rejects.toMatchObject({ code: 'DELIVERY_NOT_FOUND' })
  })

  it('has its own result when many arrive at once, though one of them is of no delivery at all', async () => {
    const chats = [chatOf(), chatOf(), chatOf(), chatOf()]
    for (const chat of chats) await acts.write(chat)
    const given = await bot.claim()
    const results = given.map(({ deliveryId }, at) =>
      bot.finish(deliveryId, at === 0 ? 'RETRY' : 'SENT', at === 0 ? {} : { telegramMessageId: 7 }),
    )
    await expect(Promise.all([bot.finish(newId(), 'SENT'), ...results])).rejects.toMatchObject({
      code: 'DELIVERY_NOT_FOUND',
    })
    await Promise.all(results)
    world.clock.advance(120_000)
    expect((await bot.claim()).map(({ userId }) => userId)).toEqual([given[0]!.userId])
  })

  it('is remembered for replies to any of its messages', async () => {
    const chat = chatOf()
    await acts.write(chat)
    const [delivery] = await bot.claim()
    await bot.finish(delivery!.deliveryId, 'SENT', { telegramMessageId: 7, otherTelegramMessageIds: [8] })
    const { api } = world.person(chat.userId)
    for (const telegramMessageId of [7, 8])
      expect(await api.findBotMessage({ telegramMessageId })).toEqual({
        conversationId: chat.conversationId,
        targetUserId: chat.partnerId,
        kind: 'MESSAGE',
        upToSeq: 1,
      })
    expect(await api.getShown({ conversationId: chat.conversationId })).toEqual({ upToSeq: 1, muted: false })
  })

  it('that cannot be sent now waits as long as Telegram asks', async () => {
    const chat = chatOf()
    await acts.write(chat)
    const [delivery] = await bot.claim()
    await bot.finish(delivery!.deliveryId, 'RETRY', { retryAfterSeconds: 30 })
    world.clock.advance(29_000)
    expect(await bot.claim()).toEqual([])
    world.clock.advance(1_000)
    expect(await bot.claim()).toMatchObject([{ attempt: 1, messages: [{ seq: 1 }] }])
  })

  it('to somebody who blocked the bot costs one attempt, until they allow it again', async () => {
    const chat = chatOf()
    const { api } = world.person(chat.userId)
    await acts.write(chat)
    const [delivery] = await bot.claim()
    await bot.finish(delivery!.deliveryId, 'BLOCKED')
    await acts.write(chat, 'two')
    await acts.like(chat.userId)
    expect(await bot.send(chat.userId)).toEqual([])
    expect((await api.getSettings({})).settings?.reachable).toBe(false)
    await api.setReachable({})
    await acts.write(chat, 'three')
    const [after] = await bot.send(chat.userId)
    expect(after!.messages.map(({ text }) => text)).toEqual(['hello', 'two', 'three'])
  })

  it('of messages waits while chat is away, and nothing else does', async () => {
    const chat = chatOf()
    world.chat.setAway(true)
    await acts.write(chat)
    await acts.like(chat.userId)
    expect(await bot.send(chat.userId)).toEqual([])
    world.chat.setAway(false)
    world.clock.advance(2_000)
    expect(await bot.send(chat.userId)).toMatchObject([{ kind: 'MESSAGE' }])
    expect(await bot.send(chat.userId)).toMatchObject([{ kind: 'LIKE' }])
  })

  it('reaches a bot that waits for it', async () => {
    const chat = chatOf()
    const waiting = bot.api.claimDeliveries({ waitSeconds: 25, max: 1, ownMessages: 0 })
    await acts.write(chat)
    expect((await waiting).deliveries).toMatchObject([{ userId: chat.userId }])
  })
})
