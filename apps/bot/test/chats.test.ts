import { describe, expect, it } from 'vitest'

import { conversationOf, messageOf } from './fake-chat.js'
import { pixel, profileOf } from './fake-gateway.js'
import { buttonsOf, type Mode, openWorld, pressAndSee, saidTo, webhookSecret, type World } from './world.js'

const bella = '01890000-0000-7000-8000-0000000000bb'
const withBella = '01890000-0000-7000-8000-00000000abcd'
const withCleo = '01890000-0000-7000-8000-00000000abce'

/** Anna has matched with Bella, who wrote twice, and with Cleo, who did not. */
async function openChats(mode: Mode = 'polling') {
  const world = await openWorld(mode)
  const person = world.gateway.person(world.anna.id)
  person.conversations = [
    { ...conversationOf(withBella, 'Bella', bella), unread_count: 2 },
    conversationOf(withCleo, 'Cleo', '01890000-0000-7000-8000-0000000000cc'),
  ]
  person.messages.push(
    messageOf(withBella, 1, { text: 'Hi!', senderId: bella }),
    messageOf(withBella, 2, { text: 'How are you?', senderId: bella }),
  )
  return { ...world, person, sentTo: (id: string) => sentBy(person, id) }
}

const sentBy = (person: ReturnType<World['gateway']['person']>, id: string): string[] =>
  person.messages.flatMap((one) =>
    one.conversation_id === id && one.sender_id === person.userId ? [one.text] : [],
  )

/** Shows the conversation with Bella and opens it. */
async function reply({ anna }: Pick<World, 'anna'>): Promise<void> {
  anna.send('/chats')
  await anna.waitFor('Your chats')
  await anna.press('Bella · 2 new')
  await anna.waitFor('Bella: Hi!')
  await anna.press('Reply')
  await anna.waitFor('You’re writing to Bella now')
}

describe('chats in the bot', () => {
  it('/chats lists them with what is unread, and shows what was said last', async () => {
    const world = await openChats()
    world.anna.send('/chats')
    expect(buttonsOf(await world.anna.waitFor('Your chats'))).toEqual([
      ['Bella · 2 new', ''],
      ['Cleo', ''],
    ])
    await world.anna.press('Bella · 2 new')
    const shown = await world.anna.waitFor('Bella: Hi!')
    expect(shown.text).toBe('Bella\nBella: Hi!\n\nBella: How are you?')
    expect(buttonsOf(shown).map(([label]) => label)).toEqual(['Reply', 'Open', 'Mute', '⋯'])
    await expect.poll(() => world.person.conversations[0]!.read_up_to_seq).toBe(2)
  })

  it('what both sides of a conversation are shown by one bot is read by both', async () => {
    const { anna, boris, person, gateway } = await openChats()
    const other = gateway.person(boris.id)
    other.conversations = [conversationOf(withBella, 'Анна', person.userId)]
    other.messages.push(...person.messages)
    anna.send('/chats')
    await anna.waitFor('Your chats')
    await anna.press('Bella · 2 new')
    await expect.poll(() => person.conversations[0]!.read_up_to_seq).toBe(2)
    boris.send('/chats')
    await boris.waitFor('Ваши чаты')
    await boris.press('Анна')
    await expect.poll(() => other.conversations[0]!.read_up_to_seq).toBe(2)
  })

  it.each<Mode>(['polling', 'webhook'])(
    'what is typed after Reply goes to that person, once and in order, until /close (%s)',
    async (mode) => {
      const world = await openChats(mode)
      const { anna, sim, sentTo } = world
      await reply(world)
      sim.faults.duplicates = true
      const texts = Array.from({ length: 20 }, (_, index) => `Message ${index}`)
      for (const text of texts) anna.send(text)
      await expect.poll(() => sentTo(withBella), { timeout: 60_000 }).toEqual(texts)
      sim.faults.duplicates = false
      anna.send('/close')
      await anna.waitFor('What you type no longer goes to Bella')
      anna.send('to nobody')
      await anna.waitFor('I only know commands')
      expect(sentTo(withBella)).toEqual(texts)
    },
  )

  it('an id that the other person sees does not tell the Telegram account', async () => {
    const world = await openChats()
    await reply(world)
    world.anna.send('Hello')
    await expect.poll(() => world.sentTo(withBella)).toEqual(['Hello'])
    const id = world.person.messages.at(-1)!.client_message_id
    expect(id).toMatch(/^[\w-]{32}$/)
    expect(id).not.toContain(String(world.anna.id))
  })

  it('a person is told under the very message that it was not sent, and may try again', async () => {
    const world = await openChats()
    const { anna, person, sentTo } = world
    await reply(world)
    person.refusals.push({ status: 429, code: 'RATE_LIMITED' })
    const message = anna.send('Once more')
    const refused = await anna.waitFor('Not sent: that was a bit too fast')
    expect(refused.reply_to_message?.message_id).toBe(message.message_id)
    await pressAndSee(anna, 'Try again', 'Sent.')
    expect(sentTo(withBella)).toEqual(['Once more'])
  })

  it('a message waits while chat is away for a moment', async () => {
    const world = await openChats()
    await reply(world)
    world.person.refusals.push(
      { status: 503, code: 'CHAT_UNAVAILABLE' },
      { status: 503, code: 'CHAT_UNAVAILABLE' },
    )
    world.anna.send('first')
    world.anna.send('second')
    await expect.poll(() => world.sentTo(withBella)).toEqual(['first', 'second'])
    expect(saidTo(world.anna).some((said) => said.includes('Not sent'))).toBe(false)
  })

  it('what cannot be passed on is answered kindly, and nothing of it is sent', async () => {
    const world = await openChats()
    const { anna, sentTo } = world
    await reply(world)
    const text = 'x'.repeat(4_003)
    anna.send(text)
    await anna.waitFor('this one has 3 too many')
    anna.note({ sticker: { file_id: 'x', file_unique_id: 'x', type: 'regular', width: 1, height: 1 } })
    await anna.waitFor('I can pass on words only')
    anna.note({
      text: 'of somebody',
      forward_origin: { type: 'hidden_user', sender_user_name: 'A', date: 1 },
    })
    await anna.waitFor('I don’t pass on forwarded messages')
    expect(sentTo(withBella)).toEqual([])
  })

  it.each([
    { voice: { file_id: 'x', file_unique_id: 'x', duration: 3 } },
    { video: { file_id: 'x', file_unique_id: 'x', duration: 3, width: 1, height: 1 }, caption: 'look' },
    { contact: { phone_number: '+37120000000', first_name: 'Anna' } },
    { location: { latitude: 56.95, longitude: 24.1 } },
    { poll: { id: '1', question: 'Tea?', options: [], total_voter_count: 0 } },
  ])('what holds more than words is not passed on in an open conversation: %j', async (content) => {
    const world = await openChats()
    const { anna, sentTo } = world
    await reply(world)
    anna.note(content)
    await anna.waitFor('I can pass on words only')
    expect(sentTo(withBella)).toEqual([])
  })

  it('a photo in an open conversation goes neither there nor into the profile', async () => {
    const world = await openChats()
    const { anna, person, sentTo } = world
    person.profile = profileOf({ photos: [] })
    await reply(world)
    anna.sendPhoto(pixel, 'for you alone')
    await anna.waitFor('I can pass on words only')
    expect(sentTo(withBella)).toEqual([])
    expect(person.profile.photos).toEqual([])
  })

  it('words that run from right to left, with all their signs, arrive as they were written', async () => {
    const world = await openChats()
    await reply(world)
    const words = 'שלום \u202bעולם\u202c, 1 + 1 = 2\nمرحبا 👩🏽‍🚀 e\u0301'
    world.anna.send(words)
    await expect.poll(() => world.sentTo(withBella)).toEqual([words])
  })

  it('a first message that talks of money is sent only after a question', async () => {
    const world = await openChats()
    const { anna, sentTo } = world
    await reply(world)
    anna.send('Please send me 100 euro to my wallet')
    await anna.waitFor('is often a scam')
    expect(sentTo(withBella)).toEqual([])
    await pressAndSee(anna, 'Send it', 'Sent.')
    expect(sentTo(withBella)).toEqual(['Please send me 100 euro to my wallet'])
  })

  it('a conversation that ended is answered kindly by words and by buttons', async () => {
    const world = await openChats()
    const { anna, person } = world
    await reply(world)
    person.conversations = []
    anna.send('Are you there?')
    await anna.waitFor('Not sent: this chat has ended')
    anna.send('And now?')
    await anna.waitFor('I only know commands')
    expect(await anna.press('Reply')).toMatchObject({ text: 'This chat has ended.' })
    expect(await anna.press('⋯')).toMatchObject({ text: 'This chat has ended.' })
  })

  it('names and words that run from right to left do not carry the rest along', async () => {
    const world = await openChats()
    const { anna, person } = world
    person.conversations = [conversationOf(withBella, 'ليلى', bella)]
    person.messages.splice(0)
    person.messages.push(messageOf(withBella, 1, { text: 'مرحبا\nhello', senderId: bella }))
    anna.send('/chats')
    await anna.waitFor('Your chats')
    await anna.press(/ليلى/)
    expect((await anna.waitFor('hello')).text).toBe(
      '\u2068ليلى\u2069\n\u2068ليلى\u2069: \u2068مرحبا\u2069\nhello',
    )
  })

  it('muting is undone by the same button', async () => {
    const world = await openChats()
    const { anna, person } = world
    anna.send('/chats')
    await anna.waitFor('Your chats')
    await anna.press('Cleo')
    await anna.waitFor('Nothing has been said yet')
    expect(await anna.press('Mute')).toMatchObject({ text: expect.stringContaining('Muted') })
    expect(person.muted.get(withCleo)).toBe(true)
    await anna.press('Unmute')
    expect(person.muted.get(withCleo)).toBe(false)
  })

  it('a Telegram reply goes to the conversation of the message that it answers, whichever is open', async () => {
    const world = await openChats()
    const { anna, sentTo } = world
    anna.send('/chats')
    await anna.waitFor('Your chats')
    await anna.press('Bella · 2 new')
    const shown = await anna.waitFor('Bella: Hi!')
    anna.note({ text: 'Fine, thanks', reply_to_message: shown })
    await expect.poll(() => sentTo(withBella)).toEqual(['Fine, thanks'])
    anna.send('/chats')
    await anna.waitFor('Your chats')
    await anna.press('Cleo')
    await anna.waitFor('Nothing has been said yet')
    await anna.press('Reply')
    await anna.waitFor('You’re writing to Cleo now')
    anna.note({ text: 'And you?', reply_to_message: shown })
    await anna.waitFor('What you type without replying still goes to Cleo')
    anna.send('Hello Cleo')
    await expect.poll(() => sentTo(withCleo)).toEqual(['Hello Cleo'])
    expect(sentTo(withBella)).toEqual(['Fine, thanks', 'And you?'])
  })

  it('a Telegram reply to any part of a long conversation goes there, whatever the bot has asked', async () => {
    const world = await openChats()
    const { anna, person, sentTo } = world
    person.profile = profileOf({ bio: 'Tea and books' })
    person.messages.push(messageOf(withBella, 3, { text: 'long '.repeat(1_000), senderId: bella }))
    anna.send('/chats')
    await anna.waitFor('Your chats')
    await anna.press('Bella · 2 new')
    const first = await anna.waitFor('Bella (1/2)')
    await anna.waitFor('Bella (2/2)')
    expect(first.reply_markup).toBeUndefined()
    anna.send('/profile')
    await anna.waitFor('Tea and books')
    await anna.press('About me')
    await anna.waitFor(/about yourself/i)
    anna.note({ text: 'For Bella alone', reply_to_message: first })
    await expect.poll(() => sentTo(withBella)).toEqual(['For Bella alone'])
    expect(person.profile.bio).toBe('Tea and books')
    anna.send('Books and tea')
    await expect.poll(() => person.profile?.bio).toBe('Books and tea')
    expect(sentTo(withBella)).toEqual(['For Bella alone'])
  })

  it('a conversation opened long ago gets nothing before the person has said so', async () => {
    const world = await openChats()
    const { anna, person, sentTo } = world
    await reply(world)
    const { value, version } = person.state.get('open_chat')!
    const longAgo = JSON.stringify({ ...(JSON.parse(value) as object), usedAt: Date.now() - 2 * 60 * 60_000 })
    person.state.set('open_chat', { value: longAgo, version })
    anna.send('Good night!')
    await anna.waitFor('Shall this go to Bella?')
    expect(sentTo(withBella)).toEqual([])
    await pressAndSee(anna, 'Send it', 'Sent.')
    expect(sentTo(withBella)).toEqual(['Good night!'])
  })

  it('what is edited in Telegram stays as it was sent, which is said once', async () => {
    const world = await openChats('webhook')
    const { anna, sentTo } = world
    await reply(world)
    const message = anna.send('Helo')
    await expect.poll(() => sentTo(withBella)).toEqual(['Helo'])
    for (const id of [1, 2])
      await postUpdate(world, { update_id: id, edited_message: { ...message, edit_date: 1, text: 'Hello' } })
    expect(saidTo(anna).filter((said) => said.includes('stays as it was'))).toHaveLength(1)
    expect(sentTo(withBella)).toEqual(['Helo'])
  })

  it('what is said in a group is no business of the bot', async () => {
    const world = await openChats('webhook')
    await reply(world)
    const chat = { id: -100_200, type: 'group', title: 'Friends' }
    const from = { id: world.anna.id, is_bot: false, first_name: 'Anna' }
    const asked = world.gateway.seen.length
    await postUpdate(world, { update_id: 1, message: { message_id: 9, date: 1, chat, from, text: 'Hi all' } })
    expect(world.sentTo(withBella)).toEqual([])
    expect(world.gateway.seen).toHaveLength(asked)
  })
})

/** Brings an update to the bot as Telegram would; resolves once the bot is done with it. */
async function postUpdate({ service }: Pick<World, 'service'>, update: object): Promise<void> {
  const { status } = await fetch(`http://127.0.0.1:${service.webhookPort}/telegram/updates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret },
    body: JSON.stringify(update),
  })
  expect(status).toBe(200)
}
