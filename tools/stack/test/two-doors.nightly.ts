import { expect, it } from 'vitest'

import { expectOneTalk } from './one-talk.js'
import { talkThroughBothDoors } from './two-doors.js'

it('a thousand messages between the bot and the Mini App are the same in both, although the bot is killed twenty times', async () => {
  const kills = 20
  const talk = await talkThroughBothDoors({ messages: 1_000, kills, seed: 2026 })
  expect(talk.written.alice.length + talk.written.bob.length).toBe(1_000)
  expectOneTalk(talk, kills)
})
