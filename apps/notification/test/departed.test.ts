import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { actsOf, botOf, type Chat, chatOf } from './events.js'
import { left, openWorld, type World } from './world.js'

let world: World
let acts: ReturnType<typeof actsOf>
beforeAll(async () => {
  world = await openWorld()
  acts = actsOf(world)
})
afterAll(() => world.stop())
beforeEach(() => world.db.deleteFrom('recipient').execute())

const tables = ['recipient', 'thread', 'arrival', 'notice', 'delivery', 'bot_message', 'presence'] as const

/** The tables in which an id stands. */
async function findTraces(id: string): Promise<string[]> {
  const found = await Promise.all(
    tables.map(async (table) => {
      const rows = await world.db.selectFrom(table).selectAll().execute()
      return JSON.stringify(rows, stringify).includes(id) ? [table] : []
    }),
  )
  return found.flat()
}

const stringify = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

async function beTold(chat: Chat): Promise<void> {
  await acts.like(chat.userId, { likerId: chat.partnerId })
  await acts.match(chat)
  await acts.write(chat)
}

describe('somebody who left', () => {
  it('is forgotten in everything that others were told, were being told and were still to be told', async () => {
    const bot = botOf(world)
    const [waiting, claimed, sent] = [chatOf(), chatOf(), chatOf()]
    const gone = newId()
    for (const chat of [waiting, claimed, sent]) Object.assign(chat, { partnerId: gone })
    await beTold(sent)
    expect(await bot.send(sent.userId)).toHaveLength(1)
    await beTold(claimed)
    const [delivery] = await bot.claim()
    expect(delivery).toMatchObject({ userId: claimed.userId })
    await beTold(waiting)
    expect(await findTraces(gone)).toEqual(['thread', 'arrival', 'notice', 'delivery', 'bot_message'])

    await world.tell(left(gone))
    expect(await findTraces(gone)).toEqual([])
    await bot.finish(delivery!.deliveryId, 'SENT', { telegramMessageId: 7 })
    expect(await findTraces(gone)).toEqual([])
  })

  it('is not brought back by what comes of them later, and what ends still ends', async () => {
    const chat = chatOf()
    await beTold(chat)
    await world.tell(left(chat.partnerId))
    await beTold(chat)
    await acts.begin(chat)
    await acts.end(chat)
    expect(await findTraces(chat.partnerId)).toEqual([])
    expect(await botOf(world).claim()).toEqual([])
    const { api } = world.person(chat.userId)
    expect(await api.getBadges({})).toMatchObject({ unseenLikes: 0, unseenMatches: 0, celebrateMatchIds: [] })
  })

  it('is not remembered as what a message of the bot is about', async () => {
    const { api } = world.person()
    const [conversationId, targetUserId] = [newId(), newId()]
    await world.tell(left(targetUserId))
    await api.rememberBotMessage({ telegramMessageId: 7, conversationId, targetUserId, upToSeq: 0 })
    await expect(api.findBotMessage({ telegramMessageId: 7 })).rejects.toMatchObject({
      code: 'BOT_MESSAGE_NOT_FOUND',
    })
  })
})
