import { afterAll, beforeAll, expect, it } from 'vitest'

import { type BotService, createBotService, readConfig } from '@kindred/bot'
import { createLog } from '@kindred/runtime'
import { createTelegramSim, type TelegramSim } from '@kindred/telegram-sim'

import { botSecretOf } from '../src/environment.js'
import type { Stack } from '../src/index.js'
import { phonePhoto, signInAgain } from './people.js'
import { createTestStack } from './test-stack.js'

let stack: Stack
let sim: TelegramSim
let bot: BotService
const lines: string[] = []

beforeAll(async () => {
  stack = await createTestStack({ logLevel: 'debug', print: (line) => void lines.push(line) })
  sim = await createTelegramSim({ botToken: stack.botToken })
  const config = readConfig({
    BOT_TOKEN: stack.botToken,
    BOT_API_SECRET: botSecretOf(stack.plan),
    TELEGRAM_API_ROOT: sim.apiRoot,
    GATEWAY_URL: stack.url,
    BOT_OPS_PORT: '0',
  })
  const log = createLog({ name: 'bot', level: 'debug', destination: { write: (line) => lines.push(line) } })
  bot = createBotService(config, { log })
  await bot.start()
})

afterAll(async () => {
  await bot?.stop()
  await sim?.stop()
  await stack?.stop()
})

it('the bot knows a person of the Mini App in the chat, adds the photo sent there and deletes it all', async () => {
  const anna = sim.user({ firstName: 'Anna', languageCode: 'en' })
  anna.send('/start')
  await anna.waitFor('Hi! Kindred helps you', 15_000)

  const { client } = await signInAgain(stack, anna.id, 'Anna')
  await client.profile.createProfile({
    name: 'Anna',
    birth_date: '1996-04-12',
    gender: 'WOMAN',
    interests: ['tea'],
  })
  anna.send('/profile')
  expect((await anna.waitFor('Anna, ')).photo).toBeUndefined()

  anna.sendPhoto(Buffer.from(await (await phonePhoto()).arrayBuffer()))
  await anna.waitFor('You now have 1 of 6 photos', 15_000)
  expect((await client.profile.getMyProfile()).photos).toHaveLength(1)
  anna.send('/profile')
  expect((await anna.waitFor('Tea')).photo).toHaveLength(1)
  anna.send('/matches')
  await anna.waitFor('No matches yet')

  const { sessions } = await client.auth.listSessions()
  expect(sessions.map(({ device_name }) => device_name).sort()).toEqual(["Anna's phone", 'Telegram bot'])
  await client.auth.revokeSession({ session_id: sessions.find(({ current }) => !current)!.session_id })
  anna.send('/profile')
  await anna.waitFor('Tea')

  anna.send('/delete')
  await anna.waitFor('It cannot be undone')
  await anna.press('Delete my account…')
  await expect.poll(() => anna.messages().some(({ text }) => text?.startsWith('Really'))).toBe(true)
  await anna.press('Yes, delete everything')
  await expect
    .poll(() => anna.messages().some(({ text }) => text?.startsWith('Your account was deleted')))
    .toBe(true)
  await expect(client.profile.getMyProfile()).rejects.toMatchObject({ status: expect.any(Number) })

  expect(lines.join('\n')).toContain('/v1/auth/bot')
  for (const secret of [String(anna.id), botSecretOf(stack.plan)])
    expect(lines.join('\n')).not.toContain(secret)
})

it('every installation has a bot credential of its own, and strangers have none', async () => {
  expect(botSecretOf(stack.plan)).toMatch(/^[0-9a-f]{64}$/)
  const exchange = (secret: string) =>
    fetch(`${stack.url}/v1/auth/bot`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ telegram_user_id: 5 }),
    })
  expect((await exchange('development-bot-api-secret-not-for-production')).status).toBe(401)
  expect((await exchange(botSecretOf(stack.plan))).status).toBe(200)
})
