import { expect, it } from 'vitest'

import { expectOneTalk } from './one-talk.js'
import { talkThroughBothDoors } from './two-doors.js'

it('a thousand messages between the bot and the Mini App are the same in both, although the bot, notification and chat are killed ten times each', async () => {
  const talk = await talkThroughBothDoors({ messages: 1_000, kills: 30, seed: 2026 })
  expect(talk.written.alice.length + talk.written.bob.length).toBe(1_000)
  expect(talk.kills).toHaveLength(30)
  expectOneTalk(talk)
})

it('a thousand messages are the same in both with two bots behind a webhook and two instances of notification, of which one after the other is killed', async () => {
  const talk = await talkThroughBothDoors({ messages: 1_000, kills: 30, seed: 2027, twoOfEach: true })
  expect(talk.written.alice.length + talk.written.bob.length).toBe(1_000)
  expect(talk.kills).toHaveLength(30)
  expectOneTalk(talk)
})
