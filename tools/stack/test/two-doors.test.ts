import { expect, it } from 'vitest'

import { expectOneTalk } from './one-talk.js'
import { talkThroughBothDoors } from './two-doors.js'

it('a talk between the bot and the Mini App is the same in both, although the bot, notification and chat are killed', async () => {
  const talk = await talkThroughBothDoors({ messages: 60, kills: 3, seed: 12 })
  expect(talk.written.alice.length + talk.written.bob.length).toBe(60)
  expect(talk.kills.map(({ victim }) => victim)).toEqual(['bot', 'notification', 'chat'])
  expectOneTalk(talk)
}, 600_000)
