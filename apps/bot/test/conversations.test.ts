import { describe, expect, it } from 'vitest'

import { commandNames } from '../src/menu.js'
import { photoOf, profileOf } from './fake-gateway.js'
import { wishes } from './fake-meeting.js'
import { appUrl, buttonsOf, type Mode, openWorld, pressAndSee, saidTo } from './world.js'

const modes: Mode[] = ['polling', 'webhook']
const id = '01890000-0000-7000-8000-00000000abcd'

describe.each(modes)('over %s, the bot', (mode) => {
  it('the bot welcomes a newcomer and one who comes back', async () => {
    const { anna, gateway } = await openWorld(mode)
    anna.send('/start')
    expect(buttonsOf(await anna.waitFor('Hi! Kindred helps you'))).toEqual([
      ['Create my profile', `${appUrl}/`],
      ['Do it here in the chat', ''],
    ])
    gateway.person(anna.id).profile = profileOf()
    anna.send('/start')
    expect(buttonsOf(await anna.waitFor('Only a little is missing'))).toEqual([
      ['Open Kindred', `${appUrl}/`],
      ['Go on here in the chat', ''],
    ])
    gateway.person(anna.id).preferences = wishes
    anna.send('/start')
    expect(buttonsOf(await anna.waitFor('Welcome back, Anna! Someone'))).toEqual([
      ['Open Kindred', `${appUrl}/deck`],
      ['Meet people here in the chat', ''],
    ])
  })

  it.each([
    [`profile_${id}`, 'Someone would like you to see this profile', `${appUrl}/people/${id}`],
    [`match_${id}`, 'It’s a match!', `${appUrl}/chats/${id}`],
    [`chat_${id}`, 'Your chat is here', `${appUrl}/chats/${id}`],
  ])('the bot follows the link ?start=%s', async (payload, text, url) => {
    const { anna } = await openWorld(mode)
    anna.send(`/start ${payload}`)
    expect(buttonsOf(await anna.waitFor(text))).toMatchObject([[expect.any(String), url]])
  })

  it('the bot greets whoever follows a link that leads nowhere', async () => {
    const { anna } = await openWorld(mode)
    for (const payload of ['ref_Best-Friend_7', 'profile_1', `chat_${id}x`, 'ref_<b>', `CHAT_${id}`]) {
      anna.send(`/start ${payload}`)
      await anna.waitFor('Hi! Kindred helps you')
    }
  })

  it('the bot opens the console to staff, and kindly to nobody else', async () => {
    const { anna, gateway } = await openWorld(mode)
    anna.send('/console')
    expect(buttonsOf(await anna.waitFor('this account isn’t one of them'))).toEqual([
      ['Open Kindred', `${appUrl}/`],
    ])
    gateway.person(anna.id).isStaff = true
    anna.send('/console')
    expect(buttonsOf(await anna.waitFor('The queue is behind this button'))).toEqual([
      ['Open the console', 'https://kindred.test/console/'],
    ])
    expect(commandNames).not.toContain('console')
  })

  it('the bot shows the own card with its photo', async () => {
    const { boris, gateway } = await openWorld(mode)
    boris.send('/profile')
    expect(buttonsOf(await boris.waitFor('У вас пока нет профиля'))).toEqual([
      ['Создать профиль', `${appUrl}/`],
      ['Заполнить здесь, в чате', ''],
    ])
    const bio = 'Люблю <b>горы</b> & море'
    const facts = {
      name: 'Борис',
      bio,
      city: 'Рига',
      goal: 'LONG_TERM',
      interests: ['hiking', 'board_games', 'tea'],
    } as const
    gateway.person(boris.id).profile = profileOf({
      ...facts,
      interests: [...facts.interests],
      photos: [photoOf(7)],
    })
    boris.send('/profile')
    const card = await boris.waitFor('Борис, 29')
    expect(card.photo).toHaveLength(1)
    expect(card.caption).toBe(
      'Борис, 29\nРига\nСерьёзные отношения\n\nЛюблю <b>горы</b> & море\n\nПоходы · Настольные игры · Чай\n\n' +
        '▰▰▰▱▱▱▱▱▱▱ Заполнено на 30 %\nПрофили с тремя фото замечают намного чаще. Просто пришлите их мне.',
    )
    expect(buttonsOf(card)).toEqual([
      ['Имя', ''],
      ['О себе', ''],
      ['Город', ''],
      ['Изменить профиль', `${appUrl}/profile/edit`],
    ])
  })

  it('the bot lists the matches, each with its chat and what is unread, and no age that is hidden', async () => {
    const { boris, gateway } = await openWorld(mode)
    boris.send('/matches')
    expect(buttonsOf(await boris.waitFor('Пар пока нет'))).toEqual([['Знакомиться', `${appUrl}/deck`]])
    const match = { match_id: id, user_id: id, name: 'Вера', age: 27, created_at: '2026-01-01T00:00:00Z' }
    const other = { ...match, match_id: id.replace('abcd', 'abce'), name: 'Ольга' }
    const { age: _, ...ageless } = { ...match, match_id: id.replace('abcd', 'abcf'), name: 'Яна' }
    const marks = {
      read_up_to_seq: 0,
      participant_read_up_to_seq: 0,
      participant_writes_first: false,
      created_at: match.created_at,
    }
    gateway.person(boris.id).matches = [match, other, ageless]
    gateway.person(boris.id).conversations = [{ conversation_id: id, unread_count: 21, ...marks }]
    boris.send('/matches')
    expect(buttonsOf(await boris.waitFor('Последние пары'))).toEqual([
      ['Вера, 27 · 21 новое', `${appUrl}/chats/${id}`],
      ['Ольга, 27', `${appUrl}/chats/${other.match_id}`],
      ['Яна', `${appUrl}/chats/${ageless.match_id}`],
      ['Все чаты', `${appUrl}/chats`],
    ])
  })

  it.each(commandNames)('the bot answers /%s in the language of whoever asks', async (command) => {
    const { anna, boris, log } = await openWorld(mode)
    for (const person of [anna, boris]) person.send(`/${command}`)
    await expect.poll(() => [anna, boris].map((person) => saidTo(person).length)).toEqual([1, 1])
    expect(saidTo(anna)[0]).toMatch(/[a-z]/)
    expect(saidTo(anna)[0]).not.toContain('I don’t know this command')
    expect(saidTo(boris)[0]).toMatch(/[а-я]/)
    expect(log()).not.toMatch(/"level":"(warn|error)"/)
  })

  it('the bot answers /help, /settings, /privacy and /support', async () => {
    const { anna } = await openWorld(mode)
    anna.send('/help')
    expect((await anna.waitFor('Here I answer to')).text).toContain('\n/delete · Delete your account')
    anna.send('/settings')
    expect(buttonsOf(await anna.waitFor('in the settings'))).toEqual([
      ['Open settings', `${appUrl}/settings`],
    ])
    anna.send('/privacy')
    await anna.waitFor('about 36 km²')
    anna.send('/export')
    expect((await anna.waitFor('Your copy is ready')).text).toContain(
      'https://kindred.test/v1/account/exports/the-export/the-key',
    )
    anna.send('/support')
    const support = await anna.waitFor('a person will answer')
    expect(buttonsOf(support)).toEqual([['Write to us', 'https://t.me/kindred_support']])
  })

  it('the bot hides the profile and shows it again, by /pause and by its button', async () => {
    const { anna, boris, gateway } = await openWorld(mode)
    anna.send('/pause')
    expect(buttonsOf(await anna.waitFor('You have no profile yet'))).toEqual([
      ['Create my profile', `${appUrl}/`],
      ['Do it here in the chat', ''],
    ])
    const person = gateway.person(anna.id)
    person.profile = profileOf()
    anna.send('/pause')
    await anna.waitFor('Your profile is hidden')
    expect(person.profile.paused).toBe(true)
    anna.send('/profile')
    await anna.waitFor('Hidden: no one new sees it')
    await pressAndSee(anna, 'Show it again', 'Your profile is shown again')
    expect(person.profile.paused).toBe(false)
    await pressAndSee(anna, 'Hide my profile', 'Your profile is hidden')
    expect(person.profile.paused).toBe(true)
    anna.send('/pause')
    await anna.waitFor('Your profile is shown again')
    expect(person.profile.paused).toBe(false)
    gateway.person(boris.id).profile = profileOf()
    boris.send('/pause')
    await boris.waitFor('Профиль скрыт')
  })

  it('the bot hints at what it can do', async () => {
    const { anna } = await openWorld(mode)
    anna.send('hello there')
    expect(buttonsOf(await anna.waitFor('I only know commands and photos'))).toEqual([
      ['Open Kindred', `${appUrl}/`],
    ])
    anna.send('/dance')
    await anna.waitFor('I don’t know this command')
  })

  it('the bot does a thing once when Telegram tells it twice', async () => {
    const { sim, anna } = await openWorld(mode)
    sim.faults.duplicates = true
    anna.send('/support')
    await anna.waitFor('a person will answer')
    anna.send('/privacy')
    await anna.waitFor('about 36 km²')
    expect(saidTo(anna)).toHaveLength(2)
  })
})
