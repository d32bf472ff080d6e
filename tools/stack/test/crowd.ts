import { randomUUID } from 'node:crypto'

import { latLngToCell } from 'h3-js'
import pg from 'pg'

import type { Fetch } from '@kindred/client'
import { pause } from '@kindred/kernel'
import { telegramInitData } from '@kindred/testkit'

import type { Stack } from '../src/index.js'
import { type Answer, ask, type Question } from './ask.js'

/** Somebody of a crowd. */
export interface Member {
  readonly userId: string
  readonly token: string
}

/** Works on all items, at most `atOnce` at a time; the order of the results is that of the items. */
export async function inFlight<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const rest = items.entries()
  const run = async (): Promise<void> => {
    for (const [index, item] of rest) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, run))
  return results
}

/** Asks again while a busy machine gives no answer in time: what a crowd asks may be repeated. */
export async function askPatiently(url: string, question: Question, attemptsLeft = 20): Promise<Answer> {
  const answer = await ask(url, question)
  return isLate(answer) && attemptsLeft > 0 ? askPatiently(url, question, attemptsLeft - 1) : answer
}

/** A client's fetch with the same patience: a request that was done although its answer was late is not done twice. */
export const fetchPatiently: Fetch = async (url, init) => {
  const headers = new Headers(init.headers)
  if (init.method === 'POST') headers.set('idempotency-key', randomUUID())
  for (let attemptsLeft = 20; ; attemptsLeft--) {
    const answer = await fetch(url, { ...init, headers })
    if (!isLate(answer) || attemptsLeft === 0) return answer
    await answer.body?.cancel()
    await pause(500)
  }
}

const isLate = ({ status }: Pick<Answer, 'status'>): boolean => status === 503 || status === 504

/** Signs `size` people in and writes what discovery would have learned of their profiles: every other one is a man and wants women. */
export async function gatherCrowd(stack: Stack, size: number): Promise<Member[]> {
  const members = await inFlight(
    Array.from({ length: size }, (_, index) => 880_000_000 + index),
    16,
    (telegramId) => signIn(stack, telegramId),
  )
  await writePeople(
    stack,
    members.map(({ userId }) => userId),
  )
  return members
}

async function signIn({ url, botToken }: Stack, id: number): Promise<Member> {
  const init_data = telegramInitData({ id, firstName: 'One of many', botToken })
  const { text } = await askPatiently(url, { verb: 'POST', path: '/v1/auth/telegram', body: { init_data } })
  const { access_token: token, user } = JSON.parse(text) as { access_token: string; user: { id: string } }
  return { token, userId: user.id }
}

async function writePeople({ databases }: Stack, userIds: readonly string[]): Promise<void> {
  const [latitude, longitude] = [56.95, 24.1]
  const client = new pg.Client(databases.discovery)
  await client.connect()
  // Everybody accepts everybody, whatever facts there are: who may like whom is not what the crowd is for.
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_name = 'candidate' and column_name ~ '^(traits|accepted)_'`,
  )
  const words = rows.map(({ name }) => name)
  await client.query(
    `with member as (
       insert into person (user_id, version, name, birth_date, gender, bio, city, interests, photos, cell, wanted_genders, min_age, max_age, max_distance_km)
       select id, 1, 'One of many', '1996-04-12', 'WOMAN', '', '', '{}', '[]', $2, '{WOMAN}', 18, 100, 100 from unnest($1::uuid[]) id
       returning slot
     )
     insert into candidate (slot, discoverable, paused, active_hour, completeness, likes_received, swipes_received, birth_day, gender,
       min_age, max_age, max_km, ${words.join(', ')}, height, min_height, max_height, cell, x, y, z,
       interests_0, interests_1, interests_2, languages_0, languages_1)
     select slot, true, false, extract(epoch from now())::bigint / 3600, 500, 0, 0, 9598, 0, 18, 100, 100, ${words.map(() => -1).join(', ')}, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0
     from member`,
    [userIds, latLngToCell(latitude, longitude, 6)],
  )
  await client.end()
}
