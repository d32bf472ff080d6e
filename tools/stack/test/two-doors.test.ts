import { expect, it } from 'vitest'

import { expectOneTalk } from './one-talk.js'
import { talkThroughBothDoors } from './two-doors.js'

it('a talk between the bot and the Mini App is the same in both, although the bot is killed twice', async () => {
  const kills = 2
  const talk = await talkThroughBothDoors({ messages: 60, kills, seed: 12 })
  expect(talk.written.alice.length + talk.written.bob.length).toBe(60)
  expectOneTalk(talk, kills)
}, 600_000)
