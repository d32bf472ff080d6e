import { expect, it } from 'vitest'

import { photoOf, profileOf } from './fake-gateway.js'
import { candidateOf, wishes } from './fake-meeting.js'
import { buttonsOf, openWorld, saidTo, type World, type WorldOptions } from './world.js'

/** A world in which Anna can meet three people. */
async function openMeeting(
  options: WorldOptions = {},
): Promise<World & { person: ReturnType<World['gateway']['person']> }> {
  const world = await openWorld('polling', options)
  const person = world.gateway.person(world.anna.id)
  person.profile = profileOf()
  person.preferences = wishes
  person.places = [{ latitude: 56.95, longitude: 24.11 }]
  person.deck = [candidateOf(1), candidateOf(2), candidateOf(3)]
  return { ...world, person }
}

it('browsing shows a card with facts, distance and reasons, and the next one after an answer', async () => {
  const { anna, person } = await openMeeting()
  anna.send('/browse')
  const card = await anna.waitFor('Person 1, 21')
  expect(card.text).toBe(
    'Person 1, 21\n📍 Riga · 5–10\u00a0km away\n\nI am number 1.\n\nSpeaks: English\nSmokes: Never\n\n' +
      'You share: Tea\n\nInterests: Hiking\n\nWhy you might click: Lives nearby',
  )
  expect(buttonsOf(card).map(([label]) => label)).toEqual(['✕ Pass', '❤ Like', '⭐ Superlike', '↩ Undo', '⋯'])
  expect((await anna.press('❤ Like'))?.text).toBe('You like this one.')
  await anna.waitFor('Person 2, 22')
  await anna.press('✕ Pass')
  await anna.waitFor('Person 3, 23')
  expect(person.swipes).toEqual([`LIKE ${candidateOf(1).user_id}`, `PASS ${candidateOf(2).user_id}`])
})

it('browsing shows several photos as an album above the words, and one with them', async () => {
  const { anna, person } = await openMeeting()
  person.deck = [
    candidateOf(1, { photos: [photoOf(1), photoOf(2)] }),
    candidateOf(2, { photos: [photoOf(3)] }),
  ]
  anna.send('/browse')
  await anna.waitFor('Person 1, 21')
  const [, first, second, words] = anna.messages()
  expect([first?.photo, second?.photo].map((photo) => photo?.length)).toEqual([1, 1])
  expect(first?.media_group_id).toBe(second?.media_group_id)
  expect(words?.text).toContain('Person 1, 21')
  await anna.press('✕ Pass')
  const card = await anna.waitFor('Person 2, 22')
  expect(card.photo).toHaveLength(1)
  expect(card.caption).toContain('Person 2, 22')
})

it('browsing picks up the card that was left, whoever the deck puts first now', async () => {
  const { anna, person } = await openMeeting()
  anna.send('/browse')
  await anna.waitFor('Person 1, 21')
  person.deck = [candidateOf(3), candidateOf(1)]
  anna.send('/browse')
  await anna.waitFor('Person 1, 21')
})

it('browsing counts two quick presses once, and says of an old card what is true now', async () => {
  const { anna, person } = await openMeeting()
  person.admirers = [candidateOf(1).user_id]
  anna.send('/browse')
  const card = await anna.waitFor('Person 1, 21')
  await Promise.all([anna.press('❤ Like'), anna.press('❤ Like')])
  await anna.waitFor('Person 2, 22')
  expect(person.swipes).toHaveLength(1)
  expect(saidTo(anna).filter((said) => said.startsWith('Person 2'))).toHaveLength(1)
  expect(saidTo(anna).filter((said) => said.startsWith('It’s a match! You and Person 1'))).not.toHaveLength(0)
  expect(anna.messages().find(({ message_id: id }) => id === card.message_id)?.reply_markup).toBeUndefined()
})

it('browsing takes the last answer back and shows that person again', async () => {
  const { anna, person } = await openMeeting()
  anna.send('/browse')
  await anna.waitFor('Person 1, 21')
  expect((await anna.press('↩ Undo'))?.text).toContain('can’t be brought back')
  await anna.press('✕ Pass')
  await anna.waitFor('Person 2, 22')
  await anna.press('↩ Undo')
  await anna.waitFor('Person 1, 21')
  expect(person.swipes).toEqual([])
})

it('browsing takes one answer back by two quick presses, and none by a button that is out of date', async () => {
  const { anna, person } = await openMeeting()
  anna.send('/browse')
  await anna.waitFor('Person 1, 21')
  await anna.press('✕ Pass')
  await anna.waitFor('Person 2, 22')
  await anna.press('❤ Like')
  await anna.waitFor('Person 3, 23')
  const [, second] = await Promise.all([anna.press('↩ Undo'), anna.press('↩ Undo')])
  await anna.waitFor('Person 2, 22')
  expect(second?.text).toBe('This button is out of date.')
  expect(person.swipes).toEqual([`PASS ${candidateOf(1).user_id}`])
})

it('browsing takes one answer back by a press that comes again because the bot was stopped in its middle', async () => {
  const { anna, person } = await openMeeting()
  anna.send('/browse')
  await anna.waitFor('Person 1, 21')
  await anna.press('✕ Pass')
  await anna.waitFor('Person 2, 22')
  await anna.press('❤ Like')
  await anna.waitFor('Person 3, 23')
  person.stateWrites = 0
  await anna.press('↩ Undo')
  await anna.waitFor('short break')
  person.stateWrites = Infinity
  await anna.press('↩ Undo')
  await anna.waitFor('Person 2, 22')
  expect(person.swipes).toEqual([`PASS ${candidateOf(1).user_id}`])
})

it('browsing gives an answer once when its press comes again because the bot was stopped before or after it', async () => {
  const { anna, person } = await openMeeting()
  const like = `LIKE ${candidateOf(1).user_id}`
  anna.send('/browse')
  await anna.waitFor('Person 1, 21')
  person.swipeProblem = { status: 503, code: 'UNAVAILABLE' }
  person.stateWrites = 1
  await anna.press('❤ Like')
  await anna.waitFor('short break')
  expect(person.swipes).toEqual([])
  person.swipeProblem = undefined
  person.stateWrites = 0
  await anna.press('❤ Like')
  await anna.waitFor('short break')
  await expect.poll(() => person.swipes).toEqual([like])
  person.stateWrites = Infinity
  await anna.press('❤ Like')
  await anna.waitFor('Person 2, 22')
  expect(person.swipes).toEqual([like])
})

it('browsing sends a superlike with the words that are written, and none by the other button', async () => {
  const { anna, person } = await openMeeting()
  anna.send('/browse')
  await anna.waitFor('Person 1, 21')
  await anna.press('⭐ Superlike')
  await anna.waitFor('A superlike for Person 1')
  anna.send('x'.repeat(141))
  await anna.waitFor('at most 140 characters. One character too many.')
  anna.send('You have a kind face')
  await anna.waitFor('Person 2, 22')
  expect(person.swipes).toEqual([`SUPERLIKE ${candidateOf(1).user_id}: You have a kind face`])
  person.superlikes = 0
  expect((await anna.press('⭐ Superlike'))?.text).toBe('You’re out of superlikes for today.')
})

it('the words of a superlike are not forgotten before Kindred has them', async () => {
  const { anna, person } = await openMeeting()
  anna.send('/browse')
  await anna.waitFor('Person 1, 21')
  await anna.press('⭐ Superlike')
  await anna.waitFor('A superlike for Person 1')
  person.swipeProblem = { status: 503, code: 'UNAVAILABLE' }
  anna.send('You have a kind face')
  await anna.waitFor('short break')
  expect(person.state.has('conversation')).toBe(true)
  person.swipeProblem = undefined
  anna.send('You have a kind face')
  await anna.waitFor('Person 2, 22')
  expect(person.swipes).toEqual([`SUPERLIKE ${candidateOf(1).user_id}: You have a kind face`])
  await expect.poll(() => person.state.has('conversation')).toBe(false)
})

it('browsing keeps the card when the day’s answers are used up', async () => {
  const { anna, person } = await openMeeting()
  anna.send('/browse')
  await anna.waitFor('Person 1, 21')
  person.swipeProblem = { status: 429, code: 'SWIPES_USED_UP' }
  await anna.press('❤ Like')
  await anna.waitFor('That’s all for today')
  person.swipeProblem = undefined
  await anna.press('❤ Like')
  await anna.waitFor('Person 2, 22')
  expect(person.swipes).toEqual([`LIKE ${candidateOf(1).user_id}`])
})

it('browsing goes on without whoever is gone, and ends kindly', async () => {
  const { anna, person } = await openMeeting()
  person.deck = [candidateOf(1)]
  anna.send('/browse')
  await anna.waitFor('Person 1, 21')
  person.deck = []
  person.swipeProblem = { status: 404, code: 'TARGET_NOT_FOUND' }
  expect((await anna.press('❤ Like'))?.text).toBe('This profile isn’t here')
  expect(buttonsOf(await anna.waitFor('You’ve seen everyone')).map(([label]) => label)).toEqual([
    'Look again',
    'Filters',
  ])
})

it('browsing blocks after a second press, and shows the next person', async () => {
  const { anna, person } = await openMeeting()
  anna.send('/browse')
  await anna.waitFor('Person 1, 21')
  await anna.press('⋯')
  await anna.press('‹ Back')
  await anna.press('⋯')
  await anna.press('Block')
  expect(person.swipes).toEqual([])
  await anna.press('Block')
  await anna.waitFor('Person 2, 22')
  expect(person.swipes).toEqual([`BLOCK ${candidateOf(1).user_id}`])
})

it('browsing is that of the likes as well', async () => {
  const { anna, person } = await openMeeting()
  anna.send('/likes')
  await anna.waitFor('No new likes yet')
  person.likes = [candidateOf(7, { message: 'Hello you' })]
  anna.send('/likes')
  expect((await anna.waitFor('Person 7, 27')).text).toContain('A message for you: Hello you')
  await expect.poll(() => person.seen).toContainEqual({ likes: true })
  await anna.press('❤ Like')
  await anna.waitFor('No new likes yet')
  await anna.press('Meet people')
  await anna.waitFor('Person 1, 21')
})

it('browsing leads whoever is not ready to what is missing', async () => {
  const { anna, person } = await openMeeting()
  person.places = []
  person.profile = profileOf({ has_location: false, bio: 'Hi', photos: [photoOf(1)] })
  anna.send('/browse')
  await anna.waitFor('Almost there')
  await anna.press('Go on here in the chat')
  await anna.waitFor('Where are you?')
})

it('browsing reports somebody from the card, which stays', async () => {
  const { anna, person } = await openMeeting()
  anna.send('/browse')
  await anna.waitFor('Person 1, 21')
  await anna.press('⋯')
  await anna.press('Report')
  await anna.waitFor('What’s wrong? Person 1 won’t be told.')
  await anna.press('Spam or a scam')
  await expect
    .poll(() => person.reports)
    .toEqual([
      { target_user_id: candidateOf(1).user_id, reason: 'SPAM_OR_SCAM', context: { kind: 'PROFILE' } },
    ])
  await anna.press('‹ Back')
  await anna.press('✕ Pass')
  await anna.waitFor('Person 2, 22')
})
