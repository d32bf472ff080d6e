import type { Browser } from 'playwright-core'

import type { CreateProfileRequest } from '@kindred/client'
import { telegramInitData } from '@kindred/testkit/init-data'

import { match, type Person, seesPeople, settle } from '../browser/people.js'
import type { Target } from './people.js'

/** The people of the pictures, and what has happened between them. */
export interface World {
  /** Has a full deck, likes received, matches and chats. */
  readonly anna: Person
  /** Finds nobody, and has blocked some. */
  readonly lonely: Person
  /** A conversation with many messages, and its other side. */
  readonly chat: string
  readonly ivan: Person
  /** A conversation whose other side asks to leave the app. */
  readonly pushy: string
  /** A conversation without a word. */
  readonly fresh: string
  /** Lets a newcomer match with anna, and the one of last time go. */
  meet(): Promise<void>
  /** Lets somebody match with anna; answers how that one says goodbye to her. */
  meetLeaver(): Promise<() => Promise<unknown>>
}

const interests = ['reading', 'yoga', 'cycling', 'travel', 'cooking', 'board_games', 'cinema']
const bio =
  'Bakes bread on Sundays, gets lost in bookshops.\nLooking for somebody to walk the long way home with.'
const facts: Partial<CreateProfileRequest> = {
  goal: 'LONG_TERM',
  height_cm: 186,
  languages: ['en', 'ru'],
  smoking: 'NEVER',
  education: 'MASTER',
}

/** Lets everybody settle in a town of their own. */
export async function createWorld(target: Target, browser: Browser): Promise<World> {
  const place = { latitude: -60 + Math.random() * 120, longitude: -170 + Math.random() * 340 }
  const woman = (name: string, photos: number): Promise<Person> =>
    settle(target, { name, gender: 'WOMAN', interests }, { ...place, wants: 'MAN', photos }, browser)
  const man = (name: string): Promise<Person> =>
    settle(
      target,
      { name, gender: 'MAN', city: 'Saint Petersburg', bio, interests, ...facts },
      { ...place, wants: 'WOMAN', photos: 3 },
      browser,
    )
  const anna = await woman('Анна', 3)
  const men: Person[] = []
  for (const name of ['Ivan', 'Константин-Александр', 'Max', 'Oleg', 'Peter', 'Roman', 'Stefan', 'Uwe'])
    men.push(await man(name))
  const lonely = await woman('Lena', 0)
  await seesPeople(anna, men.length)
  const [ivan, kostya, max, oleg, peter] = men as [Person, Person, Person, Person, Person]
  const chat = await match(anna, ivan)
  await talk(chat, anna, ivan)
  const fresh = await match(anna, max)
  const other = await match(anna, oleg)
  await say(
    oleg,
    other,
    'Are you free on Saturday? There is a concert in the old town, and I have two tickets.',
  )
  await say(oleg, other, 'I am rarely on here, can we talk on WhatsApp?')
  await say(oleg, other, 'Or send me $20 for the tickets first 🙂')
  const message = 'Bread? I have sourdough of 2019!'
  await peter.client.discovery.like({ target_user_id: anna.userId, kind: 'SUPERLIKE', message })
  await kostya.client.discovery.like({ target_user_id: anna.userId })
  // Only who was shown can be blocked; then nobody is left.
  await seesPeople(lonely, men.length)
  for (const each of [ivan, kostya, max]) await lonely.client.discovery.block({ target_user_id: each.userId })
  await lonely.client.profile.setMyPreferences({ wanted_genders: ['NONBINARY'], min_age: 18, max_age: 100 })
  // A proof is good for so many sign-ins: the phones need one of their own, or they end the session that is used here.
  const withPhone = (person: Person): Person => ({
    ...person,
    initData: telegramInitData({ id: person.telegramId, firstName: person.name, botToken: target.botToken }),
  })
  let met: string | undefined
  return {
    anna: withPhone(anna),
    lonely: withPhone(lonely),
    chat,
    pushy: other,
    fresh,
    ivan,
    async meet() {
      if (met !== undefined) await anna.client.discovery.unmatch({ match_id: met })
      met = await match(anna, await man('Maximilian'))
    },
    async meetLeaver() {
      const leaver = await man('Валентин')
      const over = await match(anna, leaver)
      return () => leaver.client.discovery.unmatch({ match_id: over, farewell: true })
    },
  }
}

const say = (person: Person, conversation: string, text: string) =>
  person.client.chat.sendMessage({
    conversation_id: conversation,
    client_message_id: crypto.randomUUID(),
    text,
  })

async function talk(chat: string, anna: Person, ivan: Person): Promise<void> {
  for (let number = 1; number < 8; number++)
    await say(number % 3 === 0 ? anna : ivan, chat, `A word about bread, number ${number}`)
  await say(anna, chat, 'Привет! А какую книгу ты сейчас читаешь? Я как раз ищу что-нибудь длинное на зиму.')
  const link =
    'https://example.org/a/very/long/address/that/does/not/fit/into/one/line/of/a/phone?really=true'
  await say(ivan, chat, link)
  await say(ivan, chat, 'Anna Karenina, again 🙂')
  await say(anna, chat, '👍')
}
