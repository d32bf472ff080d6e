import { afterAll, beforeAll, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { actsOf } from './events.js'
import { openWorld, type World } from './world.js'

let world: World
beforeAll(async () => void (world = await openWorld()))
afterAll(() => world.stop())

const texts = [
  { language: 'en', text: 'Kindred has a new home.' },
  { language: 'ru', text: 'У Kindred новый дом.' },
]
const draft = { texts, language: undefined, activeWithinDays: undefined, verifiedOnly: false }

it('whoever is no admin at that moment can do nothing with news from the bot’s chat, whatever else they are', async () => {
  const { broadcast } = await world.admin.createBroadcast(draft)
  const { broadcastId } = broadcast!
  const userId = newId()
  const desk = world.newsDesk(userId)
  const asked = () =>
    Promise.allSettled([
      desk.prepareNews(draft),
      desk.listNews({}),
      desk.getNews({ broadcastId }),
      desk.sendNews({ broadcastId }),
      desk.stopNews({ broadcastId }),
    ])
  const refused = { status: 'rejected', reason: { code: 'NOT_ADMIN' } }
  for (const role of [undefined, 'moderator']) {
    world.auth.give(userId, role)
    expect(await asked()).toMatchObject(Array.from({ length: 5 }, () => refused))
  }
  world.auth.give(userId, 'admin')
  await desk.getNews({ broadcastId })
  world.auth.give(userId, undefined)
  expect(await asked()).toMatchObject(Array.from({ length: 5 }, () => refused))
  const { broadcast: untouched } = await world.admin.getBroadcast({ broadcastId })
  expect(untouched?.state).not.toBe('STOPPED')
})

it('an admin prepares news from the chat, which are counted, sent once and stopped as those of the console', async () => {
  const userId = newId()
  world.auth.give(userId, 'admin')
  const desk = world.newsDesk(userId)
  await actsOf(world).name(newId(), 'Anna', '1999-01-01')
  const { broadcastId } = (await desk.prepareNews(draft)).broadcast!
  const look = async () => (await desk.getNews({ broadcastId })).broadcast!
  await expect.poll(look).toMatchObject({ state: 'READY', people: 1, texts })
  await Promise.all([desk.sendNews({ broadcastId }), desk.sendNews({ broadcastId })])
  await expect.poll(look).toMatchObject({ state: 'QUEUED', queued: 1, waiting: 1 })
  const { broadcasts } = await desk.listNews({})
  expect(broadcasts.find((one) => one.broadcastId === broadcastId)).toMatchObject({ state: 'QUEUED' })
  await desk.stopNews({ broadcastId })
  expect(await look()).toMatchObject({ state: 'STOPPED', waiting: 0 })
  await expect(desk.sendNews({ broadcastId })).rejects.toMatchObject({ code: 'BROADCAST_NOT_READY' })
})
