import type { TelegramSim } from '@kindred/telegram-sim'
import { freePorts } from '@kindred/testkit'

import { botSecretOf } from '../src/environment.js'
import { type BotProcess, startBotProcess } from './bot-process.js'
import { startSecondHalf } from './second-half.js'
import type { TestStack } from './test-stack.js'
import { createFront, webhookPath } from './two-bots.js'
import { type Killing, killProcess } from './victims.js'

/** Who carries what the bots tell. */
export type Carrier = 'bot' | 'notification' | 'gateway'

/** The bots and the instances of notification that stand between Telegram and Kindred, with their gateways, each a process of its own. */
export interface Carriers {
  readonly bots: readonly BotProcess[]
  /** How to kill each of them. */
  readonly killings: Readonly<Record<Carrier, readonly Killing[]>>
  stop(): Promise<void>
}

type Heard = (text: string) => void

const killOf =
  (stack: TestStack, name: 'notification' | 'gateway'): Killing =>
  () =>
    killProcess(() => stack.pids()[name])

/** One bot, which polls, at the stack's own gateway and notification. `heard` gets what it logs. */
export async function startCarrier(stack: TestStack, sim: TelegramSim, heard: Heard): Promise<Carriers> {
  const bot = await startBotProcess(settingsOf(stack, sim, stack.url), heard)
  return {
    bots: [bot],
    killings: {
      bot: [bot.killAndRestart],
      notification: [killOf(stack, 'notification')],
      gateway: [killOf(stack, 'gateway')],
    },
    stop: bot.stop,
  }
}

/** Two bots behind one webhook, the second at a gateway and a notification of its own. `heard` gets what they log. */
export async function startCarrierPair(stack: TestStack, sim: TelegramSim, heard: Heard): Promise<Carriers> {
  const second = await startSecondHalf(stack)
  const ports = await freePorts(2)
  const front = await createFront(ports)
  const bots: BotProcess[] = []
  for (const [at, gateway] of [stack.url, second.url].entries()) {
    const webhook = {
      BOT_MODE: 'webhook',
      BOT_WEBHOOK_URL: `${front.url}${webhookPath}`,
      BOT_WEBHOOK_SECRET: 'the-secret-of-the-webhook',
      BOT_WEBHOOK_PORT: String(ports[at]),
    }
    bots.push(await startBotProcess({ ...settingsOf(stack, sim, gateway), ...webhook }, heard))
  }
  return {
    bots,
    killings: {
      bot: bots.map((bot) => bot.killAndRestart),
      notification: [killOf(stack, 'notification'), () => killProcess(second.pids.notification)],
      gateway: [killOf(stack, 'gateway'), () => killProcess(second.pids.gateway)],
    },
    async stop() {
      await Promise.all(bots.map((bot) => bot.stop()))
      front.close()
      await second.stop()
    },
  }
}

const settingsOf = (stack: TestStack, sim: TelegramSim, gateway: string): Record<string, string> => ({
  BOT_TOKEN: stack.botToken,
  BOT_API_SECRET: botSecretOf(stack.plan),
  TELEGRAM_API_ROOT: sim.apiRoot,
  GATEWAY_URL: gateway,
  BOT_OPS_PORT: '0',
})
