import { telegramInitData } from '@kindred/testkit/init-data'

import type { Answer, BenchStack } from '../../../tools/bench/src/index.js'

/** Somebody with a profile, a place and wishes. */
export interface Resident {
  readonly userId: string
  readonly token: string
}

type Gender = 'WOMAN' | 'MAN'

/** Lets somebody settle who wants to meet a gender, in a place where nobody else is. */
export async function settle(
  { ask, botToken }: BenchStack,
  { number, gender, wants }: { readonly number: number; readonly gender: Gender; readonly wants: Gender },
): Promise<Resident> {
  const init_data = telegramInitData({ id: 7_100_000 + number, firstName: 'Bench', botToken })
  const { text } = done(await ask('/v1/auth/telegram', { body: { init_data } }))
  const { access_token: token, user } = JSON.parse(text) as { access_token: string; user: { id: string } }
  const put = async (path: string, body: object) => done(await ask(path, { token, body, method: 'PUT' }))
  const profile = { name: `Bench ${number}`, birth_date: '1996-04-12', gender }
  done(await ask('/v1/profiles', { token, body: profile }))
  await put('/v1/profiles/me/location', { latitude: 56.95, longitude: 24.1 })
  await put('/v1/profiles/me/preferences', { wanted_genders: [wants], min_age: 18, max_age: 100 })
  return { userId: user.id, token }
}

/** Waits until somebody has met another, and has reported what was met. */
export async function meetAndReport(
  { ask }: BenchStack,
  reporter: Resident,
  target: Resident,
): Promise<void> {
  const body = { target_user_id: target.userId, reason: 'HARASSMENT', context: { kind: 'PROFILE' } }
  const giveUp = Date.now() + 60_000
  for (;;) {
    await ask('/v1/discovery/candidates?page_size=50', reporter)
    const { status, text } = await ask('/v1/safety/reports', { token: reporter.token, body })
    if (status === 202) return
    if (Date.now() > giveUp) throw new Error(`no report was taken: ${status} ${text.slice(0, 300)}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function done(answer: Answer): Answer {
  if (answer.status < 300) return answer
  throw new Error(`answered ${answer.status}: ${answer.text.slice(0, 300)}`)
}
