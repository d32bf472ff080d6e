import { expect, it } from 'vitest'

import type { Match } from '@kindred/client'

import { appUrl, buttonsOf, openWorld, pressAndSee } from './world.js'

const matchId = '01890000-0000-7000-8000-00000000abcd'
const bob = {
  match_id: matchId,
  user_id: '01890000-0000-7000-8000-00000000abce',
  name: 'Bob',
  age: 31,
} as Match

/** Somebody who has matched with Bob and is asked whom to report. */
async function reporting() {
  const world = await openWorld('polling')
  const person = world.gateway.person(world.anna.id)
  person.matches = [bob]
  world.anna.send('/report')
  await world.anna.waitFor('Whom is it about?')
  return { ...world, person }
}

it('/report asks whom and why, and sends what was pressed without a word about it to anybody', async () => {
  const { anna, person } = await reporting()
  await pressAndSee(anna, 'Bob, 31', 'What’s wrong? Bob won’t be told.')
  await pressAndSee(anna, 'Harassment', 'A person will look at it')
  expect(person.reports).toEqual([
    { reason: 'HARASSMENT', context: { kind: 'BOT', conversation_id: matchId } },
  ])
})

it('/report leads into the app for anybody else and for own words, and can be called off', async () => {
  const { anna, person } = await reporting()
  const opened = (): [string, string][] => buttonsOf(anna.messages().at(-1)!).filter(([, url]) => url !== '')
  expect(opened()).toEqual([['Somebody else', `${appUrl}/chats`]])
  await pressAndSee(anna, 'Bob, 31', 'What’s wrong?')
  expect(opened()).toEqual([['Something else, in my own words', `${appUrl}/chats/${matchId}`]])
  await pressAndSee(anna, 'Never mind', 'nothing was sent')
  expect(person.reports).toEqual([])
})

it('/report says where to report somebody when there is no match', async () => {
  const { anna } = await openWorld('polling')
  anna.send('/report')
  expect(buttonsOf(await anna.waitFor('from their profile'))).toEqual([['Open Kindred', `${appUrl}/`]])
})

it.each([
  [404, 'TARGET_NOT_FOUND', 'can’t be found here any more'],
  [429, 'REPORTS_USED_UP', 'as many reports as one day can hold'],
])('/report that meets %i %s says so', async (status, code, words) => {
  const { anna, gateway } = await reporting()
  gateway.reportProblem = { status, code }
  await pressAndSee(anna, 'Bob, 31', 'What’s wrong?')
  await pressAndSee(anna, 'Hate', words)
})

it('/report speaks Russian', async () => {
  const { boris, gateway } = await openWorld('polling')
  const person = gateway.person(boris.id)
  person.matches = [bob]
  boris.send('/report')
  await boris.waitFor('На кого жалоба?')
  await pressAndSee(boris, 'Bob, 31', 'Что не так?')
  await pressAndSee(boris, 'Травля', 'Спасибо, что рассказали')
  expect(person.reports).toMatchObject([{ reason: 'HARASSMENT' }])
})

it('/report excuses a gateway that is away, and the same button sends the report once it is back', async () => {
  const { anna, gateway, person } = await reporting()
  await pressAndSee(anna, 'Bob, 31', 'What’s wrong?')
  gateway.down = true
  await anna.press('Hate')
  await anna.waitFor('Kindred is having a short break', 15_000)
  gateway.down = false
  await pressAndSee(anna, 'Hate', 'A person will look at it')
  expect(person.reports).toHaveLength(1)
})
