import { onTestFinished, vi } from 'vitest'

import { createLog } from '@kindred/runtime'
import { createTelegramSim, type Message, type SimUser, type TelegramSim } from '@kindred/telegram-sim'
import { freePorts } from '@kindred/testkit'

import { type BotConfig, type BotService, createBotService } from '../src/service.js'
import { type FakeGateway, startFakeGateway } from './fake-gateway.js'

export const botToken = '7000000001:AAEexampleexampleexampleexampleexam'
export const appUrl = 'https://kindred.test/app'
export const webhookSecret = 'the-secret-of-the-webhook'
const apiSecret = 'the-credential-of-the-bot'

/** How updates reach the bot of a test. */
export type Mode = BotConfig['delivery']['mode']

/** Telegram, the bot and the gateway, for one test. */
export interface World {
  readonly sim: TelegramSim
  readonly gateway: FakeGateway
  readonly service: BotService
  readonly config: BotConfig
  /** Speaks English. */
  readonly anna: SimUser
  /** Speaks Russian. */
  readonly boris: SimUser
  /** Everything that the bot logged. */
  log(): string
}

/** What a test may choose. */
export interface WorldOptions {
  readonly changed?: Partial<BotConfig>
  /** The line to Telegram is broken when the bot starts. */
  readonly offline?: boolean
  /** Where a Bot API server in local mode keeps files. */
  readonly filesFolder?: string
}

/** Starts all three; they end with the test. Resolves once the bot hears. */
export async function openWorld(mode: Mode, options: WorldOptions = {}): Promise<World> {
  const { changed = {}, offline = false, filesFolder } = options
  const sim = await createTelegramSim({ botToken, appUrl: `${appUrl}/`, ...(filesFolder && { filesFolder }) })
  onTestFinished(() => sim.stop())
  const gateway = await startFakeGateway(apiSecret)
  onTestFinished(() => gateway.stop())
  const [port = 0] = await freePorts(1)
  const config: BotConfig = {
    token: botToken,
    telegramRoot: sim.apiRoot,
    gatewayUrl: gateway.url,
    apiSecret,
    appUrl,
    supportUrl: 'https://t.me/kindred_support',
    moderationChat: undefined,
    delivery:
      mode === 'polling'
        ? { mode }
        : { mode, url: `http://127.0.0.1:${port}/telegram/updates`, secret: webhookSecret, port },
    host: '127.0.0.1',
    opsPort: 0,
    logLevel: 'debug',
    production: false,
    ...changed,
  }
  const lines: string[] = []
  const log = createLog({ name: 'bot', level: 'debug', destination: { write: (line) => lines.push(line) } })
  const service = createBotService(config, { log })
  sim.faults.offline = offline
  await service.start()
  onTestFinished(() => service.stop())
  const anna = sim.user({ firstName: 'Anna', languageCode: 'en' })
  const boris = sim.user({ firstName: 'Борис', languageCode: 'ru' })
  if (!offline) await untilReady(service)
  return { sim, gateway, service, config, anna, boris, log: () => lines.join('') }
}

/** Waits until the bot says that Telegram reaches it. */
const untilReady = (service: BotService): Promise<void> =>
  vi.waitFor(
    async () => {
      const { status } = await fetch(`http://127.0.0.1:${service.opsPort}/readyz`)
      if (status !== 200) throw new Error('The bot is not ready.')
    },
    { timeout: 60_000, interval: 20 },
  )

/** What stands on the buttons under a message, with where they lead. */
export const buttonsOf = ({ reply_markup: markup }: Message): [string, string][] =>
  (markup?.inline_keyboard ?? [])
    .flat()
    .map((button) => [button.text, button.web_app?.url ?? button.url ?? ''])

/** Presses a button and waits until the message under which it stood says something else. */
export async function pressAndSee(person: SimUser, label: string, text: string): Promise<void> {
  await person.press(label)
  await vi.waitFor(() => {
    if (!saidTo(person).some((said) => said.includes(text))) throw new Error(`"${text}" was not said.`)
  })
}

/** What the bot said to a person, oldest first. */
export const saidTo = (person: SimUser): string[] =>
  person
    .messages()
    .filter(({ from }) => from.is_bot)
    .map(({ text, caption }) => text ?? caption ?? '')
