import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, it, onTestFinished } from 'vitest'

import { createTelegramSim } from '@kindred/telegram-sim'

import { askTelegram, type BotCheck } from '../src/steps/ask-telegram.js'
import { type TelegramFacts, telegramLine, telegramRows } from '../src/telegram-rows.js'

const token = '7000000001:AAEexampleexampleexampleexampleexam'
const appUrl = 'https://kindred.test/app'

/** What the start says, after asking. */
async function said(given: {
  token?: string
  telegramRoot: string
  appUrl?: string
}): Promise<{ line: string; block: string; check: BotCheck }> {
  const check = await askTelegram(given.token ?? token, given.telegramRoot)
  const facts: TelegramFacts = {
    simulatorUrl: undefined,
    check,
    telegramRoot: given.telegramRoot,
    appUrl: given.appUrl ?? appUrl,
  }
  const block = telegramRows(facts)
    .map((row) => row.join(' '))
    .join('\n')
  expect(block).not.toContain(token)
  return { line: telegramLine(facts), block, check }
}

async function openTelegram(): Promise<string> {
  const sim = await createTelegramSim({ botToken: token, botUsername: 'spark_bot', appUrl: `${appUrl}/` })
  onTestFinished(() => sim.stop())
  return sim.apiRoot
}

async function serve(answer: string): Promise<string> {
  const server = createServer((_request, response) => response.end(answer)).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('the start says who the bot is, where to begin and what its buttons open', async () => {
  const { line, block } = await said({ telegramRoot: await openTelegram() })
  expect(line).toBe('@spark_bot')
  expect(block).toContain('Begin here https://t.me/spark_bot')
  expect(block).toContain(`open ${appUrl}, the menu button too`)
})

it('the start says that the menu button is about to change when it opens something else', async () => {
  const { block } = await said({ telegramRoot: await openTelegram(), appUrl: 'https://other.test/app' })
  expect(block).toContain('open https://other.test/app; the bot sets its menu button now')
})

it('the start says in one sentence that Telegram refuses the token, and what to do', async () => {
  const { line, block } = await said({ token: `${token.slice(0, -1)}X`, telegramRoot: await openTelegram() })
  expect(line).toBe('refuses BOT_TOKEN (401 Unauthorized)')
  expect(block).toContain(
    'REFUSES BOT_TOKEN (401 Unauthorized): compare BOT_TOKEN with what @BotFather shows',
  )
})

it('the start says in one sentence that Telegram cannot be reached, and why', async () => {
  const { block } = await said({ telegramRoot: 'http://127.0.0.1:9' })
  expect(block).toMatch(/127\.0\.0\.1:9 DOES NOT ANSWER \([A-Z_a-z ]+\): the bot goes on trying/)
  expect(telegramLine({ simulatorUrl: undefined, check: undefined, telegramRoot: 'x', appUrl })).toContain(
    'not asked',
  )
})

it.each(['<html>a captive portal</html>', '{"ok":true,"result":{}}'])(
  'the start takes %s for no answer of Telegram',
  async (answer) => {
    const { block } = await said({ telegramRoot: await serve(answer) })
    expect(block).toContain('DOES NOT ANSWER (what answers there is no Bot API)')
  },
)

it('the start warns plainly that an app without https is opened by nobody', async () => {
  const { block } = await said({ telegramRoot: await openTelegram(), appUrl: 'http://192.168.1.5:8080/app' })
  expect(block).toContain(
    'Not live yet WEB_APP_URL is http://192.168.1.5:8080/app: Telegram opens Mini Apps over https only',
  )
  expect(block).toContain('docs/live.md')
})

it('the start leads to the simulator when there is no token, and to nothing in a production without one', () => {
  const simulatorUrl = 'http://127.0.0.1:8090'
  const facts = {
    simulatorUrl,
    check: undefined,
    telegramRoot: 'https://api.telegram.org',
    appUrl: 'http://127.0.0.1:8080/app',
  }
  expect(telegramRows(facts).join()).toBe(
    `Begin here,${simulatorUrl}  (two phones with a simulated Telegram)`,
  )
  expect(telegramRows(undefined).join()).toContain('none without BOT_TOKEN')
})
