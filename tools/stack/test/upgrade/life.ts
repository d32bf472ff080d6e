import type { CreateProfileRequest } from '@kindred/client'
import { newId, pause } from '@kindred/kernel'
import { telegramInitData } from '@kindred/testkit/init-data'

import { type Person, phonePhoto, signInAgain, type Target } from '../people.js'
import type { Inhabitant } from './state.js'
import { ifThere, viewOf } from './view.js'

const riga = { latitude: 56.9496, longitude: 24.1052 }

/** Whoever lives in a kept state; a name stands for the person in this file. */
const biographies = {
  Анна: {
    birth_date: '1996-04-12',
    gender: 'WOMAN',
    bio: 'Скалолазка, читаю "Мастера и Маргариту" 📚\nO\'Brien; drop table people; --',
    city: 'Riga',
    interests: ['climbing', 'reading'],
    goal: 'LONG_TERM',
    height_cm: 171,
    languages: ['ru', 'en'],
    smoking: 'NEVER',
  },
  Ben: { birth_date: '1994-01-30', gender: 'MAN', interests: ['reading'], languages: ['en'] },
  Clara: { birth_date: '1999-12-31', gender: 'WOMAN', bio: 'c:\\temp \\N \\.', interests: [] },
  Dan: { birth_date: '1990-02-28', gender: 'MAN', bio: 'Here for a while.', interests: ['travel'] },
  Emma: { birth_date: '1988-08-08', gender: 'WOMAN', interests: ['cooking'], drinking: 'SOMETIMES' },
  Finn: { birth_date: '2000-02-29', gender: 'MAN', interests: [] },
} satisfies Record<string, Omit<CreateProfileRequest, 'name'>>
type Name = keyof typeof biographies

/** A small life and what each of its people sees at its end. */
interface Life {
  readonly people: readonly Inhabitant[]
  readonly blocks: readonly (readonly [Name, Name])[]
}

/** Lives it: profiles, photos, settings, a match with a talk, a match that ended, a like that waits, a block, a report. */
export async function live(target: Target): Promise<Life> {
  const names = Object.keys(biographies) as Name[]
  const people: Person[] = []
  for (const [index, name] of names.entries()) people.push(await settle(target, name, 7_100_000_001 + index))
  const [anna, ben, clara, dan, emma, finn] = people as [Person, Person, Person, Person, Person, Person]
  await showPhotos([anna, anna, anna, ben, dan])
  await talk(anna, ben, [
    [anna, 'Hello Ben!'],
    [ben, 'Привет 👋🏽 — "как дела"?'],
    [ben, "I'd say: select * from hearts; <b>not bold</b>"],
    [anna, 'Хорошо!\nА у тебя?'],
    [ben, 'https://example.com/?a=1&b=2'],
  ])
  await talk(clara, ben, [[clara, 'Only this line.']])
  await talk(emma, finn, [[finn, 'This ends.']])
  await unmatch(emma)
  await eventually(() => dan.client.discovery.like({ target_user_id: emma.userId }))
  await eventually(() => emma.client.discovery.pass({ target_user_id: ben.userId }))
  // Later versions let people block only whom they have met: on a card, for one.
  await eventually(async () => {
    await clara.client.discovery.listCandidates({ page_size: 50 })
    await clara.client.discovery.block({ target_user_id: dan.userId })
  })
  await report(emma, dan)
  await choose(anna, clara)
  await pause(3_000)
  const seen: Inhabitant[] = []
  for (const [index, person] of people.entries()) {
    const firstName = names[index]!
    const { telegramId, userId } = person
    const refreshToken = await eventually(() => signInPhone(target, telegramId, firstName))
    const view = await eventually(() => viewOf(target, person))
    seen.push({ telegramId, firstName, userId, refreshToken, view })
  }
  return { people: seen, blocks: [['Clara', 'Dan']] }
}

async function settle(target: Target, name: Name, telegramId: number): Promise<Person> {
  const person = await eventually(() => signInAgain(target, telegramId, name))
  const { profile } = person.client
  const biography = biographies[name]
  await eventually(() => profile.createProfile({ name, ...biography }), 'PROFILE_EXISTS')
  await eventually(() => profile.setMyLocation(riga))
  await eventually(() =>
    profile.setMyPreferences({
      wanted_genders: [biography.gender === 'MAN' ? 'WOMAN' : 'MAN'],
      min_age: 18,
      max_age: 60,
      max_distance_km: 80,
    }),
  )
  return person
}

/** A photo for each mention, in order. */
async function showPhotos(owners: readonly Person[]): Promise<void> {
  for (const owner of new Set(owners)) {
    const photo_ids: string[] = []
    for (const _ of owners.filter((one) => one === owner))
      photo_ids.push((await eventually(async () => owner.client.uploadPhoto(await phonePhoto()))).media_id)
    await eventually(() => owner.client.profile.setMyPhotos({ photo_ids }))
  }
}

async function talk(
  one: Person,
  other: Person,
  lines: readonly (readonly [Person, string])[],
): Promise<void> {
  await eventually(() => one.client.discovery.like({ target_user_id: other.userId }))
  const { match } = await eventually(() => other.client.discovery.like({ target_user_id: one.userId }))
  const conversation_id = match!.match_id
  for (const [writer, text] of lines) {
    const message = { conversation_id, client_message_id: newId(), text }
    await eventually(() => writer.client.chat.sendMessage(message))
  }
  if (lines.length > 2) await eventually(() => one.client.chat.markRead({ conversation_id, up_to_seq: 3 }))
}

async function unmatch(person: Person): Promise<void> {
  const { discovery } = person.client
  const { matches } = await eventually(() => discovery.listMatches())
  await eventually(() => discovery.unmatch({ match_id: matches[0]!.match_id }))
}

/** Where the version takes reports. */
const report = (reporter: Person, target: Person): Promise<unknown> =>
  ifThere(
    eventually(() =>
      reporter.client.safety.reportPerson({
        target_user_id: target.userId,
        reason: 'SPAM_OR_SCAM',
        details: 'Пишет всем одно и то же.',
        context: { kind: 'PROFILE' },
      }),
    ),
  )

/** Settings other than the first ones, of those that the version has. */
async function choose(one: Person, other: Person): Promise<void> {
  await eventually(() =>
    one.client.profile.setMyPreferences({
      wanted_genders: ['MAN', 'WOMAN'],
      min_age: 21,
      max_age: 44,
      max_distance_km: 33,
      filters: { smoking: ['NEVER'], interests: ['reading'] },
      widen_distance: true,
    }),
  )
  await eventually(() => other.client.profile.updateMyProfile({ paused: true }))
  await eventually(() => ifThere(one.client.auth.setLanguage({ language: 'ru' })))
  const quiet = { quiet_on: true, quiet_from: '22:30', quiet_to: '07:15' }
  await eventually(() => ifThere(one.client.notification.updateSettings(quiet)))
  await eventually(() =>
    ifThere(
      other.client.profile.setMyPrivacy({
        hide_age: true,
        hide_distance: true,
        incognito: false,
        first_writer: 'ME',
        hide_online: false,
      }),
    ),
  )
}

async function signInPhone(target: Target, telegramId: number, firstName: string): Promise<string> {
  const init_data = telegramInitData({ id: telegramId, firstName, botToken: target.botToken })
  const response = await fetch(`${target.url}/v1/auth/telegram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ init_data, device_name: 'the phone in the drawer' }),
  })
  if (!response.ok) throw new Error(`The phone was refused: ${response.status}.`)
  return ((await response.json()) as { refresh_token: string }).refresh_token
}

/** What is refused until services have heard of each other, or takes too long, is asked again for two minutes; `done` is the code of a repetition. */
async function eventually<Answer>(act: () => Promise<Answer>): Promise<Answer>
async function eventually<Answer>(act: () => Promise<Answer>, done: string): Promise<Answer | undefined>
async function eventually<Answer>(act: () => Promise<Answer>, done?: string): Promise<Answer | undefined> {
  const until = Date.now() + 120_000
  for (;;) {
    try {
      return await act()
    } catch (error) {
      const { code, status } = error as { code?: string; status?: number }
      if (code !== undefined && code === done) return undefined
      if (code === 'ROUTE_NOT_FOUND' || status === 400 || Date.now() > until) throw error
      await pause(250)
    }
  }
}
