import { autoRetry } from '@grammyjs/auto-retry'
import { sequentialize } from '@grammyjs/runner'
import { Bot, Composer, type Transformer } from 'grammy'

import { botTranslators } from '@kindred/locales/bot'
import type { Log } from '@kindred/runtime'

import { appLinks } from './app-links.js'
import { createBoundary, whatOf } from './boundary.js'
import type { BotContext, BotDeps } from './context.js'
import { features } from './features/index.js'
import type { Gateway } from './gateway/gateway.js'
import { patiently } from './gateway/patiently.js'
import { createLanguages, type Languages } from './languages.js'
import { createReach, type Reach } from './reach.js'
import { createSeenUpdates } from './seen-updates.js'
import { createWorkload, type Workload } from './workload.js'

/** What the bot is made of. */
export interface CreateBotDeps {
  readonly gateway: Gateway
  readonly log: Log
  /** Where the Mini App is, without a slash at its end. */
  readonly appUrl: string
  /** Where the Bot API is, without a slash at its end. */
  readonly telegramRoot: string
  readonly supportUrl?: string | undefined
}

/** The bot, who of its people cannot be written to, and what it is at. */
export interface KindredBot {
  readonly bot: Bot<BotContext>
  readonly reach: Reach
  readonly workload: Workload
}

/** A bot that hears nothing yet; a delivery brings it updates. */
export function createBot(
  token: string,
  { gateway, log, appUrl, telegramRoot, supportUrl }: CreateBotDeps,
): KindredBot {
  const bot = new Bot<BotContext>(token, { client: { apiRoot: telegramRoot } })
  const reach = createReach()
  bot.api.config.use(obeyRetryAfter(), reach.transformer)
  const languages = createLanguages(bot.api, appUrl)
  const download = (path: string) => downloadFile(`${telegramRoot}/file/bot${token}/${path}`)
  const deps: BotDeps = { gateway, links: appLinks(appUrl), log, languages, supportUrl, download }

  // Features have their own boundary; what fails outside of it is a fault of the bot itself.
  bot.catch(({ error }) => log.error(whatOf(error), 'an update came to nothing'))
  const isRepeated = createSeenUpdates()
  const workload = createWorkload()
  bot.use(workload.middleware)
  bot.filter(({ update }) => !isRepeated(update.update_id)).use(heard(deps, reach))
  return { bot, reach, workload }
}

/** What follows on an update that is new: people speak to the bot in private only, and one thing of a person is done at a time. */
function heard(deps: BotDeps, reach: Reach): Composer<BotContext> {
  const composer = new Composer<BotContext>()
  const inPrivate = composer.chatType('private')
  inPrivate.use(sequentialize((ctx) => String(ctx.chat.id)))
  inPrivate.on('my_chat_member', ({ chat, myChatMember }) => {
    if (myChatMember.new_chat_member.status === 'kicked') reach.lose(chat.id)
    else reach.regain(chat.id)
  })
  inPrivate.use((ctx, next) => {
    reach.regain(ctx.chat.id)
    return next()
  })
  inPrivate.use(speaking(deps.languages))
  const guarded = inPrivate.errorBoundary(createBoundary(deps.log))
  for (const feature of features) guarded.use(feature(deps))
  return composer
}

function speaking(languages: Languages) {
  return async (ctx: BotContext, next: () => Promise<void>): Promise<void> => {
    const locale = ctx.chat === undefined ? 'en' : await languages.of(ctx.chat.id, ctx.from?.language_code)
    ctx.translator = botTranslators[locale]
    await next()
  }
}

const mostAttempts = 3
const longestWaitSeconds = 120

/** Waits as long as Telegram says; polling has its own patience. */
function obeyRetryAfter(): Transformer {
  const retry = autoRetry({ maxRetryAttempts: mostAttempts, maxDelaySeconds: longestWaitSeconds })
  return (prev, method, payload, signal) =>
    method === 'getUpdates' || method === 'getMe' ? prev(method, payload, signal) : retry(prev, method, payload, signal)
}

async function downloadFile(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await patiently(url, {})
  if (!response.ok) throw new Error(`Telegram answered ${response.status} for a file.`)
  return new Uint8Array(await response.arrayBuffer())
}
