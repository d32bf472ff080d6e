import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { actsOf, chatOf } from './events.js'
import { left, openWorld, type World } from './world.js'

let world: World
let acts: ReturnType<typeof actsOf>
beforeAll(async () => {
  world = await openWorld()
  acts = actsOf(world)
})
afterAll(() => world.stop())
beforeEach(() => world.db.deleteFrom('recipient').execute())

describe('the badges of a person', () => {
  it('count likes and matches that came since the person looked', async () => {
    const { userId, api } = world.person()
    const chat = chatOf(userId)
    await acts.like(userId)
    await acts.like(userId)
    await acts.match(chat)
    expect(await api.getBadges({})).toEqual({
      unseenLikes: 2,
      unseenMatches: 1,
      celebrateMatchIds: [chat.conversationId],
      timeZoneKnown: false,
    })
    await api.markSeen({ likes: true, matches: true, celebratedMatchIds: [] })
    expect(await api.getBadges({})).toMatchObject({ unseenLikes: 0, unseenMatches: 0 })
    await acts.like(userId)
    expect(await api.getBadges({})).toMatchObject({ unseenLikes: 1 })
  })

  it('count a like no longer that became a match, nor anything of who left or of what ended', async () => {
    const { userId, api } = world.person()
    const [matched, gone, ended] = [chatOf(userId), newId(), chatOf(userId)]
    await acts.like(userId, { likerId: matched.partnerId })
    await acts.like(userId, { likerId: gone })
    await acts.match(matched)
    await acts.match(ended)
    await world.tell(left(gone))
    await acts.end(ended)
    expect(await api.getBadges({})).toEqual({
      unseenLikes: 0,
      unseenMatches: 1,
      celebrateMatchIds: [matched.conversationId],
      timeZoneKnown: false,
    })
  })
})

describe('a match that was made while the person was away', () => {
  it('is celebrated once, all of them in their order', async () => {
    const { userId, api } = world.person()
    const chats = [chatOf(userId), chatOf(userId), chatOf(userId)]
    for (const chat of chats) {
      await acts.match(chat)
      world.clock.advance(1_000)
    }
    const ids = chats.map((chat) => chat.conversationId)
    expect((await api.getBadges({})).celebrateMatchIds).toEqual(ids)
    await api.markSeen({ likes: false, matches: false, celebratedMatchIds: ids.slice(0, 2) })
    expect((await api.getBadges({})).celebrateMatchIds).toEqual(ids.slice(2))
  })

  it('is not one that the person made, nor one that came while the app was open', async () => {
    const { userId, api } = world.person()
    const instanceId = newId()
    await acts.match(chatOf(userId), { isOwn: true })
    await world.gateway.reportPresence({
      instanceId,
      openedUserIds: [userId],
      closedUserIds: [],
      complete: true,
    })
    await acts.match(chatOf(userId))
    expect((await api.getBadges({})).celebrateMatchIds).toEqual([])
  })
})
