import { Bot } from 'grammy'
import { onTestFinished } from 'vitest'

import { createTelegramSim, type SimUser, type TelegramSim } from '../src/index.js'

/** A simulator for one test, a grammY bot that calls it, and a person. */
export interface Scene {
  readonly sim: TelegramSim
  readonly bot: Bot
  readonly anna: SimUser
}

/** A token of Telegram's shape. */
export const botToken = '7000000001:AAEexampleexampleexampleexampleexam'

/** Starts a simulator that ends with the test; the bot does not run yet. */
export async function openScene(): Promise<Scene> {
  const sim = await createTelegramSim({ botToken })
  onTestFinished(() => sim.stop())
  const bot = new Bot(botToken, { client: { apiRoot: sim.apiRoot } })
  return {
    sim,
    bot,
    anna: sim.user({ firstName: 'Anna', lastName: 'Petrova', username: 'anna', languageCode: 'ru' }),
  }
}

/** Lets the bot poll until the test ends. */
export async function poll(bot: Bot): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    bot.start({ onStart: () => resolve(), timeout: 5 }).catch(reject)
  })
  onTestFinished(() => bot.stop())
}

/** The smallest picture: one grey pixel as a PNG. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)
