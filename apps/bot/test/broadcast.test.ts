import { expect, it } from 'vitest'

import type { SimUser } from '@kindred/telegram-sim'

import { conversationOf } from './fake-chat.js'
import type { FakeGateway } from './fake-gateway.js'
import { buttonsOf, openWorld, pressAndSee, saidTo } from './world.js'

const patience = 20_000

/** Anna, an admin. */
async function openDesk() {
  const world = await openWorld('polling')
  Object.assign(world.gateway.person(world.anna.id), { isAdmin: true })
  return world
}

/** Writes news in both languages, up to the choice of who gets them. */
async function writeNews(anna: SimUser): Promise<void> {
  anna.send('/broadcast')
  await anna.waitFor('News to many people', patience)
  await anna.press('Write news')
  await anna.waitFor('1 of 2: write the news in English', patience)
  anna.send('Kindred has a new home.')
  await anna.waitFor('2 of 2: write the news in Русский', patience)
  anna.send('У Kindred новый дом.')
  await anna.waitFor('Who gets it?', patience)
}

/** Writes news, counts whom they are for and waits for the count. */
async function countNews(anna: SimUser, gateway: FakeGateway): Promise<void> {
  await writeNews(anna)
  await anna.press('Count the people')
  await anna.waitFor('Counting the people', patience)
  Object.assign(gateway.news.all[0]!, { state: 'READY' })
  await sees(anna, '1,200 people would get it')
}

/** What the newest message of the bot says. */
const card = (anna: SimUser): string => saidTo(anna).at(-1) ?? ''
const sees = (anna: SimUser, words: string) =>
  expect.poll(() => card(anna), { timeout: patience }).toContain(words)

it('to everybody but an admin /broadcast is a command that there is none of', async () => {
  const { anna, boris, gateway } = await openWorld('polling')
  Object.assign(gateway.person(boris.id), { isStaff: true })
  for (const who of [anna, boris]) {
    for (const command of ['/nonsense', '/broadcast']) who.send(command)
    await expect.poll(() => saidTo(who).length, { timeout: patience }).toBe(2)
    const [unknown, broadcast] = saidTo(who)
    expect(broadcast).toBe(unknown)
  }
})

it('to somebody who is shut out /broadcast is no other command than to everybody', async () => {
  const { anna, gateway } = await openWorld('polling')
  gateway.person(anna.id).sanction = { code: 'ACCOUNT_BANNED', rule: 'HATE' }
  for (const command of ['/nonsense', '/broadcast']) anna.send(command)
  await expect.poll(() => saidTo(anna).length, { timeout: patience }).toBe(2)
  expect(saidTo(anna)[1]).toBe(saidTo(anna)[0])
})

it('an admin writes news in every language, chooses who gets them, and sees how many that are before anything is sent', async () => {
  const { anna, gateway } = await openDesk()
  await writeNews(anna)
  await anna.press('☐ Русский')
  await expect.poll(() => buttonsOf(anna.messages().at(-1)!).map(([text]) => text)).toContain('☑ Русский')
  await anna.press('☐ 30 days')
  await expect.poll(() => buttonsOf(anna.messages().at(-1)!).map(([text]) => text)).toContain('☑ 30 days')
  await anna.press('☐ Only with the badge')
  await expect
    .poll(() => buttonsOf(anna.messages().at(-1)!).map(([text]) => text))
    .toContain('☑ Only with the badge')
  await anna.press('Count the people')
  await anna.waitFor('Counting the people', patience)
  expect(gateway.news.all).toMatchObject([
    {
      texts: [
        { language: 'en', text: 'Kindred has a new home.' },
        { language: 'ru', text: 'У Kindred новый дом.' },
      ],
      language: 'ru',
      active_within_days: 30,
      verified_only: true,
    },
  ])
  Object.assign(gateway.news.all[0]!, { state: 'READY' })
  await sees(anna, '1,200 people would get it. 30 more switched news off.')
  expect(card(anna)).toContain(
    'To those who read Русский. Only who was here in the last 30 days. Only people with the badge.',
  )
  expect(gateway.news.acts).toEqual([])
})

it('one press sends, two quick ones as well, and the message tells how far it is until it is out', async () => {
  const { anna, gateway } = await openDesk()
  await countNews(anna, gateway)
  const messages = anna.messages().length
  await Promise.all([anna.press('Send it to 1,200 people'), anna.press('Send it to 1,200 people')])
  const news = gateway.news.all[0]!
  expect(news.state).toBe('SENDING')
  await sees(anna, 'It is on its way. Nobody has it yet. 1,200 wait.')
  Object.assign(news, { state: 'QUEUED', sent: 700, failed: 1, waiting: 499 })
  await sees(anna, '700 people have it. One could not be reached. 499 wait.')
  Object.assign(news, { sent: 1199, waiting: 0 })
  await sees(anna, 'It is out. 1,199 people have it. One could not be reached.')
  expect(anna.messages()).toHaveLength(messages)
  expect(buttonsOf(anna.messages().at(-1)!).map(([text]) => text)).toEqual(['Read the texts'])
})

it('news under way are stopped by one press, and what is stopped is sent no more', async () => {
  const { anna, gateway } = await openDesk()
  await countNews(anna, gateway)
  await pressAndSee(anna, 'Send it to 1,200 people', 'It is on its way')
  Object.assign(gateway.news.all[0]!, { sent: 3 })
  await pressAndSee(anna, 'Stop it', 'Stopped: whoever has not got it yet does not. 3 people have it.')
  expect(gateway.news.acts.map((act) => act.split(' ')[0])).toEqual(['start', 'stop'])
})

it('news that nobody would get cannot be sent, only thrown away', async () => {
  const { anna, gateway } = await openDesk()
  gateway.news.audience = { people: 0, opted_out: 0 }
  await writeNews(anna)
  await anna.press('Count the people')
  await anna.waitFor('Counting the people', patience)
  Object.assign(gateway.news.all[0]!, { state: 'READY' })
  await sees(anna, 'Nobody would get it.')
  expect(buttonsOf(anna.messages().at(-1)!).map(([text]) => text)).toEqual([
    'Read the texts',
    'Throw it away',
  ])
  await pressAndSee(anna, 'Throw it away', 'Thrown away. Nobody got it.')
})

it('/broadcast shows the news that are there, with their texts, as a bot that was started anew does', async () => {
  const { anna, gateway } = await openDesk()
  await countNews(anna, gateway)
  anna.send('/broadcast')
  await anna.waitFor('News to many people', patience)
  await anna.press('📝 Kindred has a new home.')
  await sees(anna, '1,200 people would get it')
  await anna.press('Read the texts')
  await expect
    .poll(() => saidTo(anna).slice(-4), { timeout: patience })
    .toEqual(['English:', 'Kindred has a new home.', 'Русский:', 'У Kindred новый дом.'])
})

it('whoever is no admin any more presses in vain', async () => {
  const { anna, gateway } = await openDesk()
  await countNews(anna, gateway)
  Object.assign(gateway.person(anna.id), { isAdmin: false })
  const answer = await anna.press('Send it to 1,200 people')
  expect(answer?.text).toBeDefined()
  expect(gateway.news.all[0]?.state).toBe('READY')
  expect(gateway.news.acts).toEqual([])
})

it('a text that is too long is asked for again, and /back lets all texts be written anew', async () => {
  const { anna, gateway } = await openDesk()
  anna.send('/broadcast')
  await anna.waitFor('News to many people', patience)
  await anna.press('Write news')
  await anna.waitFor('1 of 2', patience)
  anna.send('x'.repeat(3_001))
  await anna.waitFor('Please use at most 3,000 characters. One character too many.', patience)
  anna.send('First')
  await anna.waitFor('2 of 2', patience)
  anna.send('Второй')
  await anna.waitFor('Who gets it?', patience)
  anna.send('/back')
  await anna.waitFor('1 of 2', patience)
  anna.send('Anew')
  await anna.waitFor('2 of 2', patience)
  anna.send('Заново')
  await anna.waitFor('Who gets it?', patience)
  await anna.press('Count the people')
  await anna.waitFor('Counting the people', patience)
  expect(gateway.news.all[0]?.texts.map(({ text }) => text)).toEqual(['Anew', 'Заново'])
})

/** Anna, who has a conversation open and has written the first of the texts of news. */
async function openDraft() {
  const world = await openDesk()
  const { anna, gateway } = world
  const person = gateway.person(anna.id)
  const bella = '01890000-0000-7000-8000-0000000000bb'
  const open = { conversationId: bella, name: 'Bella', usedAt: Date.now() }
  person.conversations = [conversationOf(bella, 'Bella', bella)]
  person.state.set('open_chat', { value: JSON.stringify(open), version: 1 })
  await countNews(anna, gateway)
  anna.send('/broadcast')
  await anna.waitFor('News to many people', patience)
  await anna.press('Write news')
  await anna.waitFor('1 of 2', patience)
  anna.send('More news.')
  await anna.waitFor('2 of 2', patience)
  return { ...world, person }
}

it('whoever looks at other news while they write some goes on writing, and nothing of it goes to a conversation', async () => {
  const { anna, person } = await openDraft()
  await anna.press('Read the texts')
  anna.send('Ещё новости.')
  await anna.waitFor('Who gets it?', patience)
  expect(person.messages).toEqual([])
})

it('whoever presses something else while they write news is told that these are put away', async () => {
  const { anna, person } = await openDraft()
  anna.send('/chats')
  await anna.waitFor('Your chats', patience)
  await anna.press('Bella')
  await anna.waitFor('The news you were writing is put away', patience)
  anna.send('Hello Bella')
  await expect.poll(() => person.messages.map(({ text }) => text)).toEqual(['Hello Bella'])
})

it('whoever is no admin any more cannot begin news', async () => {
  const { anna, gateway } = await openDesk()
  anna.send('/broadcast')
  await anna.waitFor('News to many people', patience)
  Object.assign(gateway.person(anna.id), { isAdmin: false })
  expect(await anna.press('Write news')).toMatchObject({ text: 'This button is out of date.' })
  anna.send('Kindred has a new home.')
  await anna.waitFor('I only know commands', patience)
})

it('whoever is no admin any more when the news are written is told what everybody is, and asked nothing more', async () => {
  const { anna, gateway } = await openDesk()
  await writeNews(anna)
  Object.assign(gateway.person(anna.id), { isAdmin: false })
  await anna.press('Count the people')
  await anna.waitFor('I don’t know this command', patience)
  anna.send('Hello?')
  await anna.waitFor('I only know commands', patience)
  expect(gateway.news.all).toEqual([])
})
