import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

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
beforeEach(() => world.db.deleteFrom('recipient').execute())

/** Nights in three zones: an ordinary one, and both in which the clock changes. Quiet from 23:00 to 08:00 on the wall. */
const nights = [
  ['Europe/Berlin', 'in summer', '2026-06-15T21:30:00Z', '2026-06-16T06:00:00Z'],
  ['Europe/Berlin', 'when summer begins', '2026-03-28T22:30:00Z', '2026-03-29T06:00:00Z'],
  ['Europe/Berlin', 'when summer ends', '2026-10-24T21:30:00Z', '2026-10-25T07:00:00Z'],
  ['America/New_York', 'in summer', '2026-06-16T03:30:00Z', '2026-06-16T12:00:00Z'],
  ['America/New_York', 'when summer begins', '2026-03-08T04:30:00Z', '2026-03-08T12:00:00Z'],
  ['America/New_York', 'when summer ends', '2026-11-01T03:30:00Z', '2026-11-01T13:00:00Z'],
  ['Australia/Sydney', 'in winter', '2026-06-15T13:30:00Z', '2026-06-15T22:00:00Z'],
  ['Australia/Sydney', 'when summer begins', '2026-10-03T13:30:00Z', '2026-10-03T21:00:00Z'],
  ['Australia/Sydney', 'when summer ends', '2026-04-04T12:30:00Z', '2026-04-04T22:00:00Z'],
] as const

describe('a night', () => {
  it.each(nights)('in %s %s wakes nobody, and ends with one message', async (zone, _when, evening, end) => {
    const userId = newId()
    await world.person(userId).api.updateSettings({ kinds: [], timeZone: zone })
    world.clock.set(new Date(evening))
    const [anna, bea] = [chatOf(userId), chatOf(userId)]
    await acts.writeAll(anna, ['one', 'two'])
    await acts.write(bea)
    await acts.match(bea)
    await acts.like(userId)
    const until = new Date(end).getTime()
    for (; world.clock.now().getTime() < until; world.clock.advance(600_000))
      expect(await bot.claim(), world.clock.now().toISOString()).toEqual([])
    world.clock.set(new Date(end))
    const [morning, ...more] = await bot.send(userId)
    expect(more).toEqual([])
    expect(morning).toMatchObject({
      kind: 'MATCH',
      digest: { messages: 3, conversations: 2, likes: 1, matches: 1, others: 0 },
      link: '',
    })
    expect(await bot.send(userId)).toEqual([])
    await acts.write(anna, 'three')
    const [next] = await bot.send(userId)
    expect(next!.messages.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  })

  it('is that of the place of whoever told no time zone, and of another place from the move on', async () => {
    const userId = newId()
    await acts.name(userId, 'Anna', '1995-03-04', { timeZone: 'Asia/Kathmandu' })
    expect((await world.person(userId).api.getSettings({})).settings).toMatchObject({
      timeZone: '',
      placeTimeZone: 'Asia/Kathmandu',
    })
    // 23:00 in Kathmandu, which is a quarter of an hour off the half hours.
    world.clock.set(new Date('2026-06-15T17:15:00Z'))
    await acts.like(userId)
    expect(await bot.send(userId)).toEqual([])
    world.clock.set(new Date('2026-06-16T02:14:00Z'))
    expect(await bot.send(userId)).toEqual([])
    await acts.name(userId, 'Anna', '1995-03-04', { timeZone: 'Europe/Riga', version: 2 })
    world.clock.set(new Date('2026-06-16T02:15:00Z'))
    expect(await bot.send(userId)).toEqual([])
    world.clock.set(new Date('2026-06-16T04:59:00Z'))
    expect(await bot.send(userId)).toEqual([])
    world.clock.set(new Date('2026-06-16T05:00:00Z'))
    expect(await bot.send(userId)).toMatchObject([{ kind: 'LIKE' }])
  })

  it('is that of the time zone that was told, wherever the place is', async () => {
    const userId = newId()
    await acts.name(userId, 'Anna', '1995-03-04', { timeZone: 'America/New_York' })
    await world.person(userId).api.updateSettings({ kinds: [], timeZone: 'Europe/Riga' })
    world.clock.set(new Date('2026-06-15T21:00:00Z'))
    await acts.like(userId)
    expect(await bot.send(userId)).toEqual([])
    world.clock.set(new Date('2026-06-16T05:00:00Z'))
    expect(await bot.send(userId)).toMatchObject([{ kind: 'LIKE' }])
  })

  it('is no reason to wait for what is decided about a person', async () => {
    const userId = newId()
    world.clock.set(new Date('2026-06-15T02:00:00Z'))
    await acts.like(userId)
    await acts.stand(userId, 1, 'SUSPENDED')
    expect(await bot.send(userId)).toMatchObject([{ kind: 'SAFETY' }])
  })

  it('is over for whoever switches the quiet hours off', async () => {
    const chat = chatOf()
    world.clock.set(new Date('2026-06-15T02:00:00Z'))
    await acts.write(chat)
    expect(await bot.send(chat.userId)).toEqual([])
    await world.person(chat.userId).api.updateSettings({ kinds: [], quietOn: false })
    expect(await bot.send(chat.userId)).toMatchObject([{ kind: 'MESSAGE' }])
  })
})

describe('somebody who does nothing about it', () => {
  const noon = new Date('2026-06-15T12:00:00Z')

  it('gets ten messages a day, then one digest a day, and all again after an answer', async () => {
    const userId = newId()
    world.clock.set(noon)
    let sent = 0
    for (let n = 0; n < 14; n += 1) {
      await acts.match(chatOf(userId))
      sent += (await bot.send(userId)).length
    }
    expect(sent).toBe(10)
    world.clock.set(new Date('2026-06-16T07:59:00Z'))
    expect(await bot.send(userId)).toEqual([])
    world.clock.set(new Date('2026-06-16T08:00:00Z'))
    expect(await bot.send(userId)).toMatchObject([{ digest: { matches: 4 } }])
    const chat = chatOf(userId)
    await acts.match(chat)
    await acts.like(userId)
    expect(await bot.send(userId)).toEqual([])
    world.clock.set(new Date('2026-06-17T08:00:00Z'))
    expect(await bot.send(userId)).toMatchObject([{ digest: { matches: 1, likes: 1 } }])
    await acts.match(chatOf(userId))
    expect(await bot.send(userId)).toEqual([])
    await acts.answer(chat)
    expect(await bot.send(userId)).toMatchObject([{ kind: 'MATCH', digest: undefined }])
  })

  it('still gets what is decided about them', async () => {
    const userId = newId()
    world.clock.set(noon)
    for (let n = 0; n < 11; n += 1) {
      await acts.match(chatOf(userId))
      await bot.send(userId)
    }
    await acts.stand(userId, 1, 'BANNED')
    expect(await bot.send(userId)).toMatchObject([{ kind: 'SAFETY' }])
  })
})
