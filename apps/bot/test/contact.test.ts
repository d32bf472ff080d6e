import { expect, it } from 'vitest'

import { conversationOf, messageOf } from './fake-chat.js'
import { buttonsOf, openWorld, pressAndSee, saidTo } from './world.js'

const bella = '01890000-0000-7000-8000-0000000000bb'
const withBella = '01890000-0000-7000-8000-00000000abcd'

/** Anna looks at what can be done about the conversation with Bella. */
async function openMenu() {
  const world = await openWorld('polling')
  const person = world.gateway.person(world.anna.id)
  person.conversations = [conversationOf(withBella, 'Bella', bella)]
  person.messages.push(messageOf(withBella, 1, { text: 'Hi!', senderId: bella }))
  world.anna.send('/chats')
  await world.anna.waitFor('Your chats')
  await world.anna.press('Bella')
  await world.anna.waitFor('Bella: Hi!')
  await world.anna.press('⋯')
  await world.anna.waitFor('What would you like to do about the chat with Bella?')
  return { ...world, person }
}

it('a contact is offered, taken back and offered again, and says what the other would get', async () => {
  const { anna, person } = await openMenu()
  await pressAndSee(anna, 'Share contact', 'If Bella agrees too')
  expect(saidTo(anna).at(-1)).toContain('They’ll get this link: https://t.me/anna')
  await pressAndSee(anna, 'Offer to share', 'Bella has been asked')
  expect(person.contact.offered).toBe(true)
  await pressAndSee(anna, 'Take the offer back', 'If Bella agrees too')
  expect(person.contact.offered).toBe(false)
  await pressAndSee(anna, 'Never mind', 'everything stays as it is')
})

it('whoever agrees to an offer gets the link at once, and it opens Telegram', async () => {
  const { anna, person } = await openMenu()
  person.contact = { ...person.contact, participant_offers: true, link: 'https://t.me/bella' }
  await pressAndSee(anna, 'Share contact', 'Bella would like to share Telegram contacts with you')
  await pressAndSee(anna, 'Share mine too', 'Bella in Telegram: https://t.me/bella')
  const shown = anna.messages().find(({ text }) => text?.includes('https://t.me/bella'))!
  expect(buttonsOf(shown)).toEqual([['Open Bella in Telegram', 'https://t.me/bella']])
})

it('what the other accepted a moment before cannot be taken back, and is shown', async () => {
  const { anna, person } = await openMenu()
  person.contact = { ...person.contact, offered: true }
  await pressAndSee(anna, 'Share contact', 'Bella has been asked')
  person.contact = { ...person.contact, participant_offers: true, shared: true, link: 'https://t.me/bella' }
  await pressAndSee(anna, 'Take the offer back', 'Bella in Telegram: https://t.me/bella')
})

it('somebody without a username is told what to do, and a match without one is told of kindly', async () => {
  const { anna, person } = await openMenu()
  const { own_link: _, ...none } = person.contact
  person.contact = none
  await pressAndSee(anna, 'Share contact', 'You have no username in Telegram')
  person.contact = { ...none, participant_offers: true }
  await pressAndSee(anna, 'Offer to share', 'Bella has no username in Telegram at the moment')
})

it('the bot tells Kindred the username of this moment before it asks for a contact', async () => {
  const { anna, gateway } = await openMenu()
  const before = gateway.exchanges().length
  await pressAndSee(anna, 'Share contact', 'If Bella agrees too')
  const exchanges = gateway.exchanges()
  expect(exchanges.length).toBe(before + 1)
  expect(JSON.parse(exchanges.at(-1)!.body)).toMatchObject({ telegram_user_id: anna.id, username: '' })
})

it('"Not for me" ends the conversation with a kind word after one question, from the menu', async () => {
  const { anna, person } = await openMenu()
  await pressAndSee(anna, 'Not for me', 'a kind word that you’re not a match')
  await pressAndSee(anna, 'Say goodbye', 'they’ve been told kindly')
  expect(person.ended).toEqual([`${withBella} kindly`])
})

it('a conversation that has ended is answered kindly by each of these buttons', async () => {
  const { anna, person } = await openMenu()
  person.conversations = []
  expect(await anna.press('Share contact')).toMatchObject({ text: 'This chat has ended.' })
  expect(await anna.press('Not for me')).toMatchObject({ text: 'This chat has ended.' })
})
