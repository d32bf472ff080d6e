import pg from 'pg'

import type { CreateProfileRequest } from '@kindred/client'
import { telegramInitData } from '@kindred/testkit/init-data'

import type { BenchStack } from '../src/index.js'

/** Who asks, and how many others lie in the table. */
const askers = 64
export const rows = 100_000

/** What somebody tells of themselves who fills everything in. */
export const profile: CreateProfileRequest = {
  name: 'Marina',
  birth_date: '1994-05-17',
  gender: 'WOMAN',
  bio: 'Marine biologist who would rather be under water. I cook when it rains, and it rains here. Looking for somebody who laughs at bad puns and knows a good bakery.',
  city: 'Lisbon',
  interests: ['climbing', 'cycling', 'running', 'swimming'],
  languages: ['en', 'pt'],
  height_cm: 171,
}

/** Signs so many people in, a few at a time; the tokens are good for five minutes. */
export async function signIn(stack: BenchStack, count = askers): Promise<string[]> {
  const tokens: string[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++)
      tokens[index] = (await signInOne(stack, index)).access_token
  }
  await Promise.all([lane(), lane(), lane(), lane()])
  return tokens
}

/** A session of one of them. */
export async function signInOne(
  stack: BenchStack,
  index: number,
): Promise<{ access_token: string; refresh_token: string }> {
  const { botToken } = stack
  const init_data = telegramInitData({ id: 8_000_000 + index, firstName: 'Bench', botToken })
  return (await told(stack, '/v1/auth/telegram', { body: { init_data } })) as never
}

/** Gives everybody a profile. */
export async function makeProfiles(stack: BenchStack, tokens: readonly string[]): Promise<void> {
  for (const token of tokens) await told(stack, '/v1/profiles', { token, body: profile })
}

async function told(
  stack: BenchStack,
  path: string,
  question: { token?: string; body: object },
): Promise<Record<string, unknown>> {
  const { status, text } = await stack.ask(path, question)
  if (status === 200 || status === 201) return JSON.parse(text) as Record<string, unknown>
  throw new Error(`${path} answered ${status}: ${text.slice(0, 400)}`)
}

/** Others like them straight into the table, and statistics for the planner. */
export async function fillTable(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows: columns } = await client.query<{ names: string }>(`
      select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
      where table_schema = 'public' and table_name = 'profile' and column_name <> 'user_id' and is_generated = 'NEVER'`)
    const { names } = columns[0]!
    await client.query(
      `insert into profile (user_id, ${names})
       select gen_random_uuid(), ${names} from (select * from profile limit 1) one, generate_series(1, $1)`,
      [rows],
    )
    await client.query('vacuum analyze profile')
  } finally {
    await client.end()
  }
}
