import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { remindOfTurns } from '../src/jobs/remind-of-turns.js'
import { actsOf, botOf, chatOf } from './events.js'
import { openWorld, type World } from './world.js'

let world: World
let acts: ReturnType<typeof actsOf>
let bot: ReturnType<typeof botOf>
beforeAll(async () => {
  world = await openWorld()
  ;[acts, bot] = [actsOf(world), botOf(world)]
})
afterAll(() => world.stop())

const hour = 3_600_000
const day = 24 * hour
const remind = () => remindOfTurns(world, new AbortController().signal)

beforeEach(async () => {
  world.clock.set(new Date('2026-06-15T12:00:00Z'))
  await world.db.deleteFrom('recipient').execute()
})

/** The other wrote, the person read it and did not answer. */
async function wait(userId = newId()) {
  const chat = chatOf(userId)
  await acts.write(chat)
  await acts.read(chat)
  return chat
}

describe('a conversation in which the other has waited', () => {
  it('for a day is brought to mind once', async () => {
    const chat = await wait()
    world.clock.advance(day - hour)
    await remind()
    expect(await bot.send(chat.userId)).toEqual([])
    world.clock.advance(hour)
    await remind()
    expect(await bot.send(chat.userId)).toMatchObject([
      { kind: 'YOUR_TURN', person: undefined, link: `chat_${chat.conversationId}`, silent: true },
    ])
    for (let days = 0; days < 13; days += 1) {
      world.clock.advance(day)
      await remind()
      expect(await bot.send(chat.userId)).toEqual([])
    }
  })

  it('for two weeks is left alone', async () => {
    const chat = await wait()
    world.clock.advance(14 * day + hour)
    await remind()
    expect(await bot.send(chat.userId)).toEqual([])
  })

  it('is one a day for a person, the newest first', async () => {
    const userId = newId()
    const first = await wait(userId)
    world.clock.advance(hour)
    const second = await wait(userId)
    world.clock.advance(day)
    await remind()
    await remind()
    expect(await bot.send(userId)).toMatchObject([{ conversationId: second.conversationId }])
    expect(await bot.send(userId)).toEqual([])
    world.clock.advance(day)
    await remind()
    expect(await bot.send(userId)).toMatchObject([{ conversationId: first.conversationId }])
  })

  it('is not brought to mind once the person answered, when it is muted, or when the person does not want it', async () => {
    const [answered, muted, unwanted] = [await wait(), await wait(), await wait()]
    await acts.answer(answered)
    await world.person(muted.userId).api.setMuted({ conversationId: muted.conversationId, muted: true })
    await world.person(unwanted.userId).api.updateSettings({ kinds: [{ kind: 'YOUR_TURN', on: false }] })
    world.clock.advance(day)
    await remind()
    expect(await bot.claim()).toEqual([])
  })

  it('is brought to mind by the light of the person’s own day', async () => {
    const chat = await wait()
    await world.person(chat.userId).api.updateSettings({ kinds: [], timeZone: 'America/Los_Angeles' })
    // 12:30 UTC is half past five in the morning there.
    world.clock.advance(day + hour / 2)
    await remind()
    expect(await bot.claim()).toEqual([])
    world.clock.advance(5 * hour)
    await remind()
    expect(await bot.send(chat.userId)).toHaveLength(1)
  })
})
