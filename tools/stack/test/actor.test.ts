import { afterAll, beforeAll, expect, it } from 'vitest'

import { createActor } from '../src/demo/actor.js'
import { type Door, join } from '../src/demo/join.js'
import type { DemoPerson } from '../src/demo/people.js'
import type { Stack } from '../src/index.js'
import { listen, phonePhoto, settle } from './people.js'
import { createTestStack } from './test-stack.js'

const place = { latitude: 56.95, longitude: 24.1 }
const oskar: DemoPerson = {
  index: 3,
  telegramId: 7_900_000_000_003,
  profile: { name: 'Oskar', gender: 'MAN', birth_date: '1995-02-03', city: 'Riga', bio: '', interests: [] },
  location: place,
  preferences: { wanted_genders: ['WOMAN'], min_age: 18, max_age: 60, max_distance_km: 50 },
  photos: 1,
}

let stack: Stack
let door: Door
beforeAll(async () => {
  stack = await createTestStack()
  door = { url: stack.url, botToken: stack.botToken }
  const jpeg = new Uint8Array(await (await phonePhoto()).arrayBuffer())
  await join(oskar, door, { draw: async () => jpeg, close: () => undefined })
}, 120_000)
afterAll(() => stack?.stop())

it('a demo person likes back whoever liked, and answers in the language that it is written to', async () => {
  const mia = await settle(door, { name: 'Mia', gender: 'WOMAN', wants: 'MAN', ...place })
  const ear = listen(mia)
  const actor = createActor(oskar, door)
  const deck = async () => (await mia.client.discovery.listCandidates()).candidates
  await expect.poll(async () => (await deck()).length, { timeout: 60_000 }).toBe(1)
  const [candidate] = await deck()
  expect(await mia.client.discovery.like({ target_user_id: candidate?.user_id ?? '' })).toEqual({
    matched: false,
  })

  await expect
    .poll(
      async () => {
        await actor.look()
        return ear.of('conversation.created').length
      },
      { timeout: 60_000, interval: 200 },
    )
    .toBe(1)
  const { matches } = await mia.client.discovery.listMatches()
  expect(matches).toMatchObject([{ name: 'Oskar' }])

  const conversationId = matches[0]?.match_id ?? ''
  await ear.live.sendMessage({ conversation_id: conversationId, text: 'Привет! Как дела?' })
  const answers = () =>
    ear.of('message.created').filter(({ data }) => /\p{Script=Cyrillic}/u.test(data.message?.text ?? ''))
  await expect
    .poll(() => answers().filter(({ data }) => data.message?.sender_id !== mia.userId).length, {
      timeout: 60_000,
    })
    .toBe(1)
  expect(ear.of('conversation.typing').length).toBeGreaterThan(0)
  actor.leave()
  ear.live.close()
})
