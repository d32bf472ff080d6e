import { telegramInitData } from '@kindred/testkit/init-data'

import type { BenchStack } from '../../../tools/bench/src/index.js'

/** Somebody with a profile, a place and wishes. */
export interface Person {
  readonly userId: string
  /** Good for five minutes. */
  readonly token: string
}

/** Asks for a person and fails unless the answer is good. */
export async function must(
  { ask }: BenchStack,
  token: string | undefined,
  [method, path, body]: readonly [string, string, object?],
): Promise<Record<string, unknown>> {
  const answer = await ask(path, { method, body, ...(token !== undefined && { token }) })
  if (answer.status >= 300)
    throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 300)}`)
  return answer.text === '' ? {} : (JSON.parse(answer.text) as Record<string, unknown>)
}

/** Makes a person of Telegram; those of one place find each other. */
export async function makePerson(stack: BenchStack, number: number, latitude: number): Promise<Person> {
  const init_data = telegramInitData({ id: 8_000_000 + number, firstName: 'Bench', botToken: stack.botToken })
  const signedIn = await must(stack, undefined, ['POST', '/v1/auth/telegram', { init_data }])
  const token = signedIn['access_token'] as string
  const profile = { name: 'Bench', birth_date: '1996-04-12', gender: 'WOMAN', interests: ['reading'] }
  await must(stack, token, ['POST', '/v1/profiles', profile])
  await must(stack, token, ['PUT', '/v1/profiles/me/location', { latitude, longitude: 20 }])
  const wishes = { wanted_genders: ['WOMAN'], min_age: 18, max_age: 100, max_distance_km: 50 }
  await must(stack, token, ['PUT', '/v1/profiles/me/preferences', wishes])
  return { userId: (signedIn['user'] as { id: string }).id, token }
}

/** Resolves when somebody finds all of these in the deck. */
export async function whenFound(
  stack: BenchStack,
  { token }: Person,
  wanted: readonly Person[],
): Promise<void> {
  const giveUp = Date.now() + 60_000
  for (;;) {
    const { text } = await stack.ask('/v1/discovery/candidates?page_size=50', { token })
    if (wanted.every(({ userId }) => text.includes(userId))) return
    if (Date.now() > giveUp) throw new Error(`the deck does not fill: ${text.slice(0, 300)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
