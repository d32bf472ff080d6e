import { pause } from '@kindred/kernel'
import { telegramInitData } from '@kindred/testkit'

import type { BenchStack } from '../../../tools/bench/src/index.js'

/** A conversation of somebody who has the Mini App open with somebody who has the bot alone. */
export interface Couple {
  readonly conversationId: string
  readonly writerToken: string
  readonly readerToken: string
}

const firstTelegramId = 9_000_000

/** So many couples of a whole Kindred; nobody has quiet hours. */
export async function matchCouples(stack: BenchStack, count: number): Promise<Couple[]> {
  const couples: Couple[] = []
  for (let at = 0; at < count; at += 1) {
    const [writer, reader] = [
      await settle(stack, firstTelegramId + 2 * at, ['WOMAN', 'MAN']),
      await settle(stack, firstTelegramId + 2 * at + 1, ['MAN', 'WOMAN']),
    ]
    await untilLiked(stack, writer, reader)
    const { match } = await untilLiked(stack, reader, writer)
    couples.push({
      conversationId: match?.match_id ?? '',
      writerToken: writer.token,
      readerToken: reader.token,
    })
  }
  return couples
}

interface Settled {
  readonly userId: string
  readonly token: string
}

async function settle(
  stack: BenchStack,
  id: number,
  [gender, wanted]: readonly [string, string],
): Promise<Settled> {
  const init_data = telegramInitData({ id, firstName: 'Bench', botToken: stack.botToken })
  const { access_token: token, user } = await told<{ access_token: string; user: { id: string } }>(
    stack,
    '/v1/auth/telegram',
    { body: { init_data } },
  )
  await told(stack, '/v1/profiles', { token, body: { name: 'Bench', birth_date: '1996-04-12', gender } })
  await told(stack, '/v1/profiles/me/location', { token, method: 'PUT', body: place })
  const wishes = { wanted_genders: [wanted], min_age: 18, max_age: 100 }
  await told(stack, '/v1/profiles/me/preferences', { token, method: 'PUT', body: wishes })
  await told(stack, '/v1/notifications/settings', { token, method: 'PATCH', body: { quiet_on: false } })
  return { userId: user.id, token }
}

const place = { latitude: 56.95, longitude: 24.1 }
const withinMs = 30_000

/** Discovery hears of new people a moment later. */
async function untilLiked(stack: BenchStack, from: Settled, to: Settled) {
  const giveUp = performance.now() + withinMs
  for (;;) {
    const { status, text } = await stack.ask('/v1/discovery/like', {
      token: from.token,
      body: { target_user_id: to.userId },
    })
    if (status === 200) return JSON.parse(text) as { match?: { match_id: string } }
    if (performance.now() > giveUp) throw new Error(`a like was answered ${status}: ${text}`)
    await pause(50)
  }
}

/** Asks the gateway; throws unless it did what it was asked. */
export async function told<Told>(
  stack: BenchStack,
  path: string,
  question: { token?: string; method?: string; body: object },
): Promise<Told> {
  const { status, text } = await stack.ask(path, question)
  if (status < 300) return (text === '' ? {} : JSON.parse(text)) as Told
  throw new Error(`${path} answered ${status}: ${text.slice(0, 400)}`)
}
