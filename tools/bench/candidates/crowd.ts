import pg from 'pg'

import { telegramInitData } from '@kindred/testkit/init-data'

import type { BenchStack } from '../src/index.js'

/** How many are made at a time. */
const lanes = 4
const firstTelegramId = 8_100_000_000

const town = { latitude: 56.95, longitude: 24.11 }
const wishes = {
  wanted_genders: ['WOMAN', 'MAN', 'NONBINARY'],
  min_age: 18,
  max_age: 100,
  max_distance_km: 1000,
}

/** Signs so many people in who look for others, each with a profile, a place and wishes; answers their tokens. */
export async function makeViewers(stack: BenchStack, count: number): Promise<string[]> {
  return inLanes(count, async (index) => {
    const token = await signIn(stack, index)
    await told(stack, 'POST', '/v1/profiles', { token, body: profileOf(index) })
    await told(stack, 'PUT', '/v1/profiles/me/location', { token, body: town })
    await told(stack, 'PUT', '/v1/profiles/me/preferences', { token, body: wishes })
    return token
  })
}

/** Tokens are good for five minutes. */
export const renewTokens = (stack: BenchStack, count: number): Promise<string[]> =>
  inLanes(count, (index) => signIn(stack, index))

/** Gives each of them two photos in discovery's own copy: the files behind them are not asked for here. */
export async function givePhotos(databaseUrl: string): Promise<void> {
  await inDatabase(
    databaseUrl,
    `update person set photos = (
       select jsonb_agg(jsonb_build_object(
         'mediaId', gen_random_uuid(), 'thumbhash', left(encode(sha256(concat(slot, '/', nth)::bytea), 'base64'), 28), 'width', 1080, 'height', 1350
       )) from generate_series(1, 2) nth where slot > 0
     )`,
  )
}

/** Removes everybody's deck, so that the next page is of a new one. */
export const clearDecks = (databaseUrl: string): Promise<void> => inDatabase(databaseUrl, 'truncate deck')

async function inDatabase(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Waits until everybody is known to discovery, and a page is full of people with photos; answers how long it is. */
export async function untilFilled(stack: BenchStack, path: string, token: string): Promise<number> {
  const giveUp = Date.now() + 60_000
  for (;;) {
    const { text } = await stack.ask(path, { token })
    const { candidates = [] } = JSON.parse(text) as { candidates?: { photos: unknown[] }[] }
    if (candidates.length === 20 && candidates.every(({ photos }) => photos.length === 2)) return text.length
    if (Date.now() > giveUp) throw new Error(`there are not enough people: ${text.slice(0, 400)}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

const profileOf = (index: number): object => ({
  name: 'Marina',
  birth_date: '1994-05-17',
  gender: index % 2 === 0 ? 'WOMAN' : 'MAN',
  city: 'Riga',
  interests: ['climbing', 'cycling', 'running', 'swimming'],
  languages: ['en', 'pt'],
})

async function signIn(stack: BenchStack, index: number): Promise<string> {
  const { botToken } = stack
  const init_data = telegramInitData({ id: firstTelegramId + index, firstName: 'Bench', botToken })
  const answer = await told(stack, 'POST', '/v1/auth/telegram', { body: { init_data } })
  return String(answer['access_token'])
}

async function inLanes<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const done: T[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) done[index] = await work(index)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return done
}

async function told(
  stack: BenchStack,
  method: string,
  path: string,
  question: { token?: string; body: object },
): Promise<Record<string, unknown>> {
  let { status, text } = await stack.ask(path, { method, ...question })
  // A sign-in reaches profile a moment later.
  for (let tries = 0; status === 503 && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    ;({ status, text } = await stack.ask(path, { method, ...question }))
  }
  if (status >= 200 && status < 300) return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
  throw new Error(`${path} answered ${status}: ${text.slice(0, 400)}`)
}
