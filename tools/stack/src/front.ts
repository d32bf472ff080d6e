import { join } from 'node:path'

import { createBotService, readConfig as readBotConfig } from '@kindred/bot'
import { createLog } from '@kindred/runtime'
import { createTelegramSim, type PersonOptions, type TelegramSim } from '@kindred/telegram-sim'

import { reachAt } from './addresses.js'
import type { StartConfig } from './config.js'
import type { Stack } from './create-stack.js'
import { firstTelegramId } from './demo/people.js'
import { towns } from './demo/towns.js'
import { botEnvironment } from './environment.js'
import type { Print } from './step.js'
import { lifeAt } from './steps/notice-hang.js'
import { supervise } from './steps/supervise.js'

/** What people see: the bot, and the simulator when there is no real Telegram. */
export interface Front {
  /** Where the simulator's phones are; undefined with a real bot. */
  readonly simulatorUrl: string | undefined
  stop(): Promise<void>
}

/** What the front is started with. */
export interface FrontOptions {
  readonly config: StartConfig
  readonly checkout: string
  readonly print: Print
}

/** They have no profile yet. Their ids stay, so that a restart finds them again. */
const newcomers: readonly PersonOptions[] = [
  { id: 7_950_000_000_001, firstName: 'Mia', languageCode: 'en', note: 'new here' },
  { id: 7_950_000_000_002, firstName: 'Leo', languageCode: 'en', note: 'new here' },
  { id: 7_950_000_000_003, firstName: 'Нина', languageCode: 'ru', note: 'new here, in Russian' },
  { id: 7_950_000_000_004, firstName: 'Sam', languageCode: 'en', note: 'new here' },
]

/** Two of the demo people, who have one. */
const residents: readonly PersonOptions[] = [
  { id: firstTelegramId, firstName: 'Alice', languageCode: 'en', note: 'has a profile' },
  { id: firstTelegramId + 1, firstName: 'Bob', languageCode: 'en', note: 'has a profile' },
]

/** Starts the simulator, unless there is a BOT_TOKEN, and the bot; a production without a token has neither. */
export async function startFront(stack: Stack, options: FrontOptions): Promise<Front | undefined> {
  const { config } = options
  if (config.botToken === undefined && config.production) return undefined
  const simulator = config.botToken === undefined ? await startSimulator(stack, config) : undefined
  try {
    const stopBot = await startBot(stack, { ...options, telegramRoot: simulator?.apiRoot })
    return {
      simulatorUrl: simulator?.url,
      async stop() {
        await stopBot()
        await simulator?.stop()
      },
    }
  } catch (error) {
    await simulator?.stop()
    throw error
  }
}

const startSimulator = (stack: Stack, { ports, production, demoPeople }: StartConfig): Promise<TelegramSim> =>
  createTelegramSim({
    botToken: stack.botToken,
    port: ports.front?.simulator ?? 0,
    appUrl: `${stack.url}/app/`,
    people: [...newcomers, ...residents.slice(0, demoPeople)],
    places: towns.map(({ name, latitude, longitude }) => ({ name, latitude, longitude })),
    production,
  })

async function startBot(
  { plan, url }: Stack,
  { config, checkout, print, telegramRoot }: FrontOptions & { telegramRoot: string | undefined },
): Promise<() => Promise<void>> {
  const environment = botEnvironment(plan, { gatewayUrl: url, telegramRoot })
  if (config.processes) {
    const script = join(checkout, 'apps', 'bot', 'dist', 'main.js')
    const preload = join(checkout, 'tools', 'stack', 'dist', 'attached.js')
    const ops = reachAt(config.hosts.inner, plan.ports.front?.botOps ?? 0)
    const bot = supervise({
      name: 'bot',
      script,
      preload,
      environment,
      print: (line) => print(`${line}\n`),
      life: lifeAt(ops, config.hungAfterMs),
    })
    return bot.stop
  }
  const log = createLog({
    name: 'bot',
    level: config.logLevel,
    pretty: !config.production,
    destination: { write: print },
  })
  const bot = createBotService(readBotConfig(environment), { log })
  await bot.start()
  return () => bot.stop()
}
