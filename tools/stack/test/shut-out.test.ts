import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { telegramInitData } from '@kindred/testkit'

import { botSecretOf } from '../src/environment.js'
import type { Stack } from '../src/index.js'
import { type Answer, ask } from './ask.js'
import { type Operation, readOperations } from './operations.js'
import type { Person } from './people.js'
import { shutOut } from './shut-out.js'
import { createTestStack } from './test-stack.js'

let stack: Stack
let operations: readonly Operation[]
beforeAll(async () => {
  stack = await createTestStack()
  operations = await readOperations(stack.url)
}, 120_000)
afterAll(() => stack.stop())

const post = (path: string, body: object, token?: string): Promise<Answer> =>
  ask(stack.url, { verb: 'POST', path, body, token })
const signIn = ({ telegramId }: Person): Promise<Answer> => {
  const initData = telegramInitData({ id: telegramId, firstName: 'Alice', botToken: stack.botToken })
  return post('/v1/auth/telegram', { init_data: initData })
}
const grants = ({ text }: Answer): Record<string, string> => JSON.parse(text) as Record<string, string>

describe.each([
  ['suspended', 'ACCOUNT_SUSPENDED'],
  ['banned', 'ACCOUNT_BANNED'],
] as const)('who is %s', (how, code) => {
  let person: Person
  let refreshToken: string
  let consoleCode: string
  beforeAll(async () => {
    const before = async (one: Person): Promise<void> => {
      const { access_token, refresh_token } = grants(await signIn(one))
      refreshToken = refresh_token!
      consoleCode = grants(await post('/v1/auth/console-links', {}, access_token)).code!
    }
    person = await shutOut(stack, { how, role: 'MODERATOR', before })
  }, 180_000)

  it(`who is ${how} is refused on every route that asks who calls, with the token from before`, async () => {
    const wrong: string[] = []
    const mine = operations.filter(({ isSecured, isForBot }) => isSecured && !isForBot)
    for (const { verb, template, example } of mine) {
      const { path, body } = example
      const answer = await ask(stack.url, { verb, path, body, token: person.token() })
      if (answer.status !== 401 || answer.code !== 'SESSION_REVOKED')
        wrong.push(`${verb} ${template}: ${answer.status} ${answer.code}`)
    }
    expect(wrong).toEqual([])
    expect(mine.length).toBeGreaterThan(60)
  })

  it(`who is ${how} gets no token in any way`, async () => {
    const shut = { status: 403, code }
    expect(await signIn(person)).toMatchObject(shut)
    const asBot = botSecretOf(stack.plan)
    expect(await post('/v1/auth/bot', { telegram_user_id: person.telegramId }, asBot)).toMatchObject(shut)
    const renewed = await post('/v1/auth/refresh', { refresh_token: refreshToken })
    const linked = await post('/v1/auth/console', { code: consoleCode })
    for (const answer of [renewed, linked]) {
      expect([401, 403]).toContain(answer.status)
      expect(answer.text).not.toContain('access_token')
    }
  })
})
