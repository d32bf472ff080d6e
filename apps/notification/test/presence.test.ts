import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { actsOf, botOf, type Chat, chatOf } from './events.js'
import { openWorld, type World } from './world.js'

let world: World
let acts: ReturnType<typeof actsOf>
let bot: ReturnType<typeof botOf>
let gateway: string
beforeAll(async () => {
  world = await openWorld()
  ;[acts, bot] = [actsOf(world), botOf(world)]
})
afterAll(() => world.stop())
beforeEach(async () => {
  await world.db.deleteFrom('recipient').execute()
  gateway = newId()
  await hello()
})

const hello = (more = {}) =>
  world.gateway.reportPresence({
    instanceId: gateway,
    openedUserIds: [],
    closedUserIds: [],
    complete: true,
    ...more,
  })
const beat = () => hello({ complete: false })

/** The row of a person's queue and its version, which every write changes. */
const queueOf = (userId: string) =>
  world.db
    .selectFrom('recipient')
    .selectAll()
    .select(sql<string>`xmin::text || ' ' || xmax::text`.as('version'))
    .where('user_id', '=', userId)
    .execute()

const threadOf = ({ userId, conversationId }: Chat) =>
  world.db
    .selectFrom('thread')
    .selectAll()
    .where('user_id', '=', userId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()

describe('somebody who has the app open', () => {
  it('is told nothing that is seen there, as long as the gateway says so', async () => {
    const chat = chatOf()
    await acts.open(chat.userId, gateway)
    for (let seconds = 0; seconds < 60; seconds += 5) {
      await acts.write(chat)
      expect(await bot.claim()).toEqual([])
      world.clock.advance(5_000)
      await beat()
    }
    await acts.match(chatOf(chat.userId))
    await acts.like(chat.userId)
    expect(await bot.claim()).toEqual([])
  })

  it('is told nothing however quickly the two write back and forth', async () => {
    const chat = chatOf()
    await acts.open(chat.userId, gateway)
    for (let turn = 0; turn < 10; turn += 1) {
      await acts.write(chat)
      await acts.answer(chat)
    }
    await acts.close(chat.userId, gateway)
    world.clock.advance(60_000)
    expect(await bot.claim()).toEqual([])
  })

  it('leaves the queue of what is to be told as it is, whatever the two write and read', async () => {
    const chat = chatOf()
    await acts.open(chat.userId, gateway)
    await acts.write(chat)
    await acts.read(chat)
    const before = await queueOf(chat.userId)
    await acts.writeAll(chat, ['one', 'two'])
    await acts.answer(chat)
    await acts.writeAll(chat, ['three', 'four'])
    await acts.read(chat, chat.seq - 1)
    expect(await queueOf(chat.userId)).toEqual(before)
    expect(await threadOf(chat)).toMatchObject({
      partner_id: chat.partnerId,
      read_seq: chat.seq - 1,
      unread: [chat.seq],
      last_is_own: false,
      last_at: world.clock.now(),
    })
  })

  it('is counted only what came since their own message once they are away', async () => {
    const chat = chatOf()
    await acts.open(chat.userId, gateway)
    for (let turn = 0; turn < 3; turn += 1) {
      await acts.write(chat)
      await acts.answer(chat)
    }
    await acts.close(chat.userId, gateway)
    world.clock.advance(16_000)
    await acts.writeAll(chat, ['one', 'two'])
    expect(await bot.send(chat.userId)).toMatchObject([{ count: 2 }])
  })

  it('has a notice that waits taken back by what they write in the app', async () => {
    const chat = chatOf()
    await acts.open(chat.userId, gateway)
    await acts.close(chat.userId, gateway)
    await acts.write(chat)
    await acts.open(chat.userId, gateway)
    await acts.answer(chat)
    await acts.close(chat.userId, gateway)
    world.clock.advance(60_000)
    expect(await bot.claim()).toEqual([])
    expect(await world.db.selectFrom('notice').selectAll().execute()).toEqual([])
  })

  it('is told afterwards of what came later, with what was not read before', async () => {
    const chat = chatOf()
    await acts.open(chat.userId, gateway)
    await acts.write(chat, 'while here')
    await acts.close(chat.userId, gateway)
    world.clock.advance(16_000)
    await acts.write(chat, 'while away')
    const [delivery] = await bot.send(chat.userId)
    expect(delivery!.messages.map(({ text }) => text)).toEqual(['while here', 'while away'])
  })
})

describe('somebody who has just closed the app', () => {
  it('is told after 15 seconds what came meanwhile, unless they are back', async () => {
    const [away, back] = [chatOf(), chatOf()]
    for (const chat of [away, back]) {
      await acts.open(chat.userId, gateway)
      await acts.close(chat.userId, gateway)
    }
    world.clock.advance(5_000)
    await acts.write(away)
    await acts.write(back)
    expect(await bot.claim()).toEqual([])
    await acts.open(back.userId, gateway)
    world.clock.advance(10_000)
    await beat()
    const given = await bot.claim()
    expect(given.map(({ userId }) => userId)).toEqual([away.userId])
  })

  it('is told nothing of what they read within that time in the other door', async () => {
    const chat = chatOf()
    await acts.open(chat.userId, gateway)
    await acts.close(chat.userId, gateway)
    await acts.write(chat)
    await acts.read(chat)
    world.clock.advance(20_000)
    expect(await bot.claim()).toEqual([])
  })
})

describe('a gateway', () => {
  it('that is silent for 15 seconds has nobody, and is asked for everybody when it is back', async () => {
    const chat = chatOf()
    await acts.open(chat.userId, gateway)
    world.clock.advance(15_001)
    await acts.write(chat)
    expect(await bot.claim()).toHaveLength(1)
    expect(await beat()).toEqual({ incomplete: true })
    expect(await hello({ openedUserIds: [chat.userId] })).toEqual({ incomplete: false })
    expect(await beat()).toEqual({ incomplete: false })
  })

  it('that names everybody has nobody else any more', async () => {
    const chat = chatOf()
    await acts.open(chat.userId, gateway)
    await hello({ openedUserIds: [newId()] })
    world.clock.advance(15_001)
    await acts.write(chat)
    expect(await bot.claim()).toHaveLength(1)
  })

  it('says nothing about those who are at another one', async () => {
    const [chat, other] = [chatOf(), newId()]
    await acts.open(chat.userId, gateway)
    await world.gateway.reportPresence({
      instanceId: other,
      openedUserIds: [chat.userId],
      closedUserIds: [],
      complete: true,
    })
    await acts.close(chat.userId, other)
    await acts.write(chat)
    world.clock.advance(5_000)
    await beat()
    expect(await bot.claim()).toEqual([])
  })
})
