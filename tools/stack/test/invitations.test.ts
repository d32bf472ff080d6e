import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createClient, type KindredError, memoryTokens } from '@kindred/client'
import { signInitData } from '@kindred/testkit'

import type { Stack } from '../src/index.js'
import { signInAdmin } from './moderator.js'
import { createTestStack } from './test-stack.js'

let stack: Stack
let lastId = 880_000_000

beforeAll(async () => {
  stack = await createTestStack({ environment: { INVITE_ONLY: 'on' } })
})
afterAll(() => stack.stop())

/** Opens the Mini App by a link, with nothing but what Telegram would sign. */
async function open(startParam: string | undefined, telegramId = ++lastId) {
  const client = createClient({ baseUrl: stack.url, tokens: memoryTokens() })
  const fields = {
    user: JSON.stringify({ id: telegramId, first_name: 'Dora', language_code: 'en' }),
    auth_date: String(Math.floor(Date.now() / 1000)),
    ...(startParam !== undefined && { start_param: startParam }),
  }
  const { is_new_user: isNew } = await client.signIn({ init_data: signInitData(fields, stack.botToken) })
  return { client, telegramId, isNew }
}

const refusalOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'let in',
    (error: KindredError) => `${error.status} ${error.code}`,
  )

describe('a Kindred by invitation', () => {
  it('refuses a newcomer who was not invited, with a code of its own and a page about it', async () => {
    expect(await refusalOf(open(undefined))).toBe('403 INVITATION_REQUIRED')
    expect(await refusalOf(open('ref_0123456789ab'))).toBe('403 INVITATION_REQUIRED')
    const page = await fetch(`${stack.url}/problems/invitation-required`)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('INVITATION_REQUIRED')])
  })

  it('begins with the admin of its settings, whose friends bring theirs', async () => {
    const admin = await signInAdmin(stack)
    const first = await admin.client.auth.getInvitation()
    expect(first).toEqual({ code: expect.stringMatching(/^\w{12}$/) as string, sign_ups: 0, required: true })
    const friend = await open(`ref_${first.code}`)
    const second = await friend.client.auth.getInvitation()
    expect(await open(`ref_${second.code}`)).toMatchObject({ isNew: true })
    expect(await open(undefined, friend.telegramId)).toMatchObject({ isNew: false })
    expect((await admin.client.auth.getInvitation()).sign_ups).toBe(1)
    expect((await friend.client.auth.getInvitation()).sign_ups).toBe(1)
  })

  it('believes no link that Telegram did not sign', async () => {
    const { code } = await (await signInAdmin(stack)).client.auth.getInvitation()
    const client = createClient({ baseUrl: stack.url, tokens: memoryTokens() })
    const fields = {
      user: JSON.stringify({ id: ++lastId, first_name: 'Eve' }),
      auth_date: String(Math.floor(Date.now() / 1000)),
    }
    const added = `${signInitData(fields, stack.botToken)}&start_param=ref_${code}`
    expect(await refusalOf(client.signIn({ init_data: added }))).toBe('401 INIT_DATA_INVALID')
  })
})
