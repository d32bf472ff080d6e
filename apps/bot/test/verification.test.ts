import { expect, it } from 'vitest'

import { createBotService } from '../src/service.js'
import { photoOf, profileOf } from './fake-gateway.js'
import { appUrl, buttonsOf, openWorld } from './world.js'

const video = Buffer.from('\0\0\0\x18ftypmp42 and what follows', 'latin1')
const shown = () => profileOf({ photos: [photoOf(1)] })

/** Somebody with a photo whom the bot has asked for a gesture. */
async function asked() {
  const world = await openWorld('polling')
  const person = world.gateway.person(world.anna.id)
  person.profile = shown()
  world.anna.send('/verify')
  await world.anna.waitFor('put a hand on your left ear')
  return { ...world, person }
}

it('/verify asks for a gesture, says what becomes of the video message, and hands the one that comes to the moderators', async () => {
  const { anna, person } = await asked()
  anna.sendVideoNote(video)
  await anna.waitFor('A moderator takes a look')
  expect(person.videoNotes).toHaveLength(1)
  expect(person.videoNotes[0]!.includes(video)).toBe(true)
  expect(anna.messages().map(({ text }) => text)).toContainEqual(expect.stringContaining('no proof'))
  anna.send('/verify')
  await anna.waitFor('with the moderators already')
})

it('a video message goes to the moderators also when the bot was started again since it asked for the gesture', async () => {
  const { anna, person, service, config } = await asked()
  await service.stop()
  const second = createBotService({ ...config, logLevel: 'silent' })
  await second.start()
  try {
    anna.sendVideoNote(video)
    await anna.waitFor('A moderator takes a look', 15_000)
    expect(person.videoNotes).toHaveLength(1)
    anna.sendVideoNote(video)
    await anna.waitFor('I ask for a gesture first')
    expect(person.videoNotes).toHaveLength(1)
  } finally {
    await second.stop()
  }
})

it('the Mini App’s link into the bot asks for a gesture as /verify does', async () => {
  const { anna, gateway } = await openWorld('polling')
  gateway.person(anna.id).profile = shown()
  anna.send('/start verify')
  await anna.waitFor('left ear')
})

it('/verify speaks Russian', async () => {
  const { boris, gateway } = await openWorld('polling')
  gateway.person(boris.id).profile = shown()
  boris.send('/verify')
  await boris.waitFor('приложите руку к левому уху')
})

it.each([
  ['too often', 'try again in an hour'],
  ['used up', 'try again tomorrow'],
])('/verify says when it was asked for too many gestures: %s', async (verification, answer) => {
  const { anna, gateway } = await openWorld('polling')
  Object.assign(gateway.person(anna.id), { profile: shown(), verification })
  anna.send('/verify')
  await anna.waitFor(answer)
})

it('/verify says at the next try that the last one was not enough', async () => {
  const { anna, gateway } = await openWorld('polling')
  Object.assign(gateway.person(anna.id), { profile: shown(), verification: 'again' })
  anna.send('/verify')
  await anna.waitFor('couldn’t tell that it was you')
})

it('/verify needs a profile with a photo, and no badge yet', async () => {
  const { anna, gateway } = await openWorld('polling')
  anna.send('/verify')
  await anna.waitFor('You have no profile yet')
  const person = gateway.person(anna.id)
  person.profile = profileOf()
  anna.send('/verify')
  expect(buttonsOf(await anna.waitFor('has none yet'))).toEqual([
    ['Arrange my photos', `${appUrl}/profile/photos`],
  ])
  person.profile = profileOf({ photos: [photoOf(1)], verified: true })
  anna.send('/verify')
  await anna.waitFor('verified already')
  expect(gateway.seen.map(({ route }) => route)).not.toContain('POST /v1/safety/verifications')
})

it('a video message that was not asked for, was forwarded or is not round goes to nobody', async () => {
  const { anna, gateway } = await openWorld('polling')
  const person = gateway.person(anna.id)
  person.profile = shown()
  anna.sendVideoNote(video)
  await anna.waitFor('I ask for a gesture first')
  anna.send('/verify')
  await anna.waitFor('left ear')
  anna.sendVideoNote(video, { forwarded: true })
  await anna.waitFor('A forwarded video message')
  anna.note({ video: { file_id: 'x', file_unique_id: 'x', width: 1, height: 1, duration: 1 } })
  await anna.waitFor('has to be a round video message')
  expect(person.videoNotes).toEqual([])
})

it.each([
  [409, 'VERIFICATION_EXPIRED', 'five minutes are over'],
  [404, 'VERIFICATION_NOT_FOUND', 'five minutes are over'],
  [409, 'VERIFICATION_PENDING', 'with the moderators already'],
  [413, 'VIDEO_TOO_LARGE', 'Up to 20 MB'],
  [415, 'VIDEO_UNSUPPORTED', 'can’t read this video message'],
  [503, 'UNAVAILABLE', 'short break'],
])('a video message that meets %i %s is answered in plain words', async (status, code, words) => {
  const { anna, gateway } = await asked()
  gateway.videoProblem = { status, code }
  anna.sendVideoNote(video)
  await anna.waitFor(words)
})

it('a video message that is larger than Telegram gives a bot is refused unread', async () => {
  const { anna, person } = await asked()
  anna.sendVideoNote(Buffer.concat([video, Buffer.alloc(20 * 1024 * 1024)]))
  await anna.waitFor('Up to 20 MB')
  expect(person.videoNotes).toEqual([])
})
