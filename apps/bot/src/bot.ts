import { createHmac } from 'node:crypto'

import { sequentialize } from '@grammyjs/runner'
import { Api, Bot, Composer } from 'grammy'

import type { Log } from '@kindred/kernel'
import { botTranslators } from '@kindred/locales/bot'
import type { Tracer } from '@kindred/tracing'

import { appLinks } from './app-links.js'
import { createBoundary } from './boundary.js'
import { createCards } from './browse/cards.js'
import { type CasePosts, type CasePostsDeps, createCasePosts } from './cases/case-posts.js'
import { takeCase } from './cases/take-case.js'
import { messageIds } from './chat/message-id.js'
import { createOpenChats } from './chat/open-chat.js'
import { createMarkShown } from './chat/read-marks.js'
import type { ModerationChat } from './config.js'
import type { BotContext } from './context.js'
import { whatOf } from './excuse.js'
import type { BotDeps } from './features/feature.js'
import { features } from './features/index.js'
import type { CaseDesk, Desk } from './gateway/desk.js'
import type { Gateway } from './gateway/gateway.js'
import { tellReachable } from './gateway/tell-reachable.js'
import { createLanguages, type Languages } from './languages.js'
import { commandsIn, themesIn } from './menu.js'
import { createNewsFollowers, type NewsFollowers } from './news/followers.js'
import { createNotices, type Notices } from './notices/notices.js'
import { createPace } from './notices/pace.js'
import { createPhotoReceiver } from './photos/receive-photos.js'
import { createReach, type Reach } from './reach.js'
import { createSeenUpdates } from './seen-updates.js'
import { createTalks } from './talk/talks.js'
import { gatherAlbums } from './telegram/albums.js'
import { withoutRefusedButtons } from './telegram/app-buttons.js'
import { createFileReader } from './telegram/files.js'
import { lowerCaseCommand } from './telegram/lower-case-command.js'
import { obeyRetryAfter } from './telegram/patience.js'
import { answerPresses } from './telegram/presses.js'
import { traceCalls, traceUpdates } from './telegram/spans.js'
import { createWorkload, type Workload } from './workload.js'

/** What the bot is made of. */
export interface CreateBotDeps {
  readonly gateway: Gateway
  readonly desk: Desk & CaseDesk
  readonly log: Log
  /** Where the Mini App is, without a slash at its end. */
  readonly appUrl: string
  /** Where the Bot API is, without a slash at its end. */
  readonly telegramRoot: string
  readonly supportUrl?: string | undefined
  readonly moderationChat?: ModerationChat | undefined
  /** Undefined where nothing is traced. */
  readonly tracer?: Tracer | undefined
}

/** The bot with the parts of it that a delivery of updates and the health check need. */
export interface KindredBot {
  readonly bot: Bot<BotContext>
  readonly notices: Notices
  /** What tells the operators' chat of cases; undefined when there is no such chat. */
  readonly casePosts: CasePosts | undefined
  readonly newsFollowers: NewsFollowers
  readonly reach: Reach
  readonly workload: Workload
}

/** A bot that hears nothing yet; a delivery brings it updates. */
export function createBot(
  token: string,
  { gateway, desk, log, appUrl, telegramRoot, supportUrl, moderationChat, tracer }: CreateBotDeps,
): KindredBot {
  const bot = new Bot<BotContext>(token, { client: { apiRoot: telegramRoot } })
  const [reach, pace] = [createReach(), createPace()]
  const buttons = withoutRefusedButtons(log, appUrl)
  bot.api.config.use(obeyRetryAfter(), buttons, reach.transformer, pace.transformer, traceCalls)
  const languages = createLanguages({ api: bot.api, gateway, appUrl, log, commandsIn })
  const readFile = createFileReader(bot.api, { token, telegramRoot })
  const links = appLinks(appUrl)
  const chat = {
    openChats: createOpenChats(gateway),
    markShown: createMarkShown(gateway),
    messageIdOf: messageIds(token),
  }
  // Kindred knows who cannot be reached, and a refused notice is tried again later: no memory and no patience of its own.
  const api = new Api(token, { apiRoot: telegramRoot })
  api.config.use(buttons, traceCalls)
  const notices = createNotices({ api, desk, links, reach, pace, log, tracer })
  const casePosts =
    moderationChat &&
    openCasePosts(moderationChat, { api, desk, log, chatKey: keyOf(token, moderationChat.id) })
  const receivePhotos = createPhotoReceiver({ gateway, readFile, log })
  const newsFollowers = createNewsFollowers(log)
  const meeting = {
    newsFollowers,
    receivePhotos,
    talks: createTalks({ gateway, receivePhotos }),
    cards: createCards({ gateway, links, log }),
  }
  const menu = { commandsIn, themesIn }
  const deps: BotDeps = { gateway, links, log, languages, supportUrl, readFile, ...menu, ...chat, ...meeting }

  // Features have their own boundary; what fails outside of it is a fault of the bot itself.
  bot.catch(({ error }) => log.error(whatOf(error), 'an update of Telegram could not be handled'))
  const isRepeated = createSeenUpdates()
  const workload = createWorkload()
  bot.use(workload.middleware)
  const fresh = bot.filter(({ update }) => !isRepeated(update.update_id))
  if (tracer !== undefined) fresh.use(traceUpdates(tracer))
  if (moderationChat) fresh.use(amongOperators(moderationChat, deps))
  fresh.use(heard(deps, reach))
  return { bot, notices, casePosts, newsFollowers, reach, workload }
}

const openCasePosts = (
  { id, locale }: ModerationChat,
  deps: Pick<CasePostsDeps, 'api' | 'desk' | 'log' | 'chatKey'>,
) => createCasePosts({ ...deps, chatId: id, translator: botTranslators[locale] })

/** Names a chat to this bot alone. */
const keyOf = (token: string, chatId: number): string =>
  createHmac('sha256', token).update(`chat ${chatId}`).digest('base64url')

/** In the operators' chat the bot hears the buttons under cases, and nothing else. */
function amongOperators({ id }: ModerationChat, { gateway, languages, log }: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>()
  composer
    .filter((ctx) => ctx.chat?.id === id && ctx.chat.type !== 'private')
    .use(speaking(languages), answerPresses(log), takeCase(gateway))
  return composer
}

/** How long after one message of an album the next one may come. */
const albumQuietMs = 1_500

/** What follows on an update that is new: people speak to the bot in private only, and one thing of a person is done at a time. */
function heard(deps: BotDeps, reach: Reach): Composer<BotContext> {
  const composer = new Composer<BotContext>()
  const inPrivate = composer.chatType('private')
  // Before the line forms: the messages of an album stand in it as one.
  inPrivate.use(gatherAlbums(albumQuietMs))
  inPrivate.use(sequentialize((ctx) => String(ctx.chat.id)))
  inPrivate.on('my_chat_member', async ({ chat, myChatMember }) => {
    if (myChatMember.new_chat_member.status === 'kicked') return reach.lose(chat.id)
    reach.regain(chat.id)
    await tellReachable(deps, myChatMember.from)
  })
  inPrivate.use((ctx, next) => {
    reach.regain(ctx.chat.id)
    return next()
  })
  inPrivate.use(speaking(deps.languages), lowerCaseCommand, answerPresses(deps.log))
  const guarded = inPrivate.errorBoundary(createBoundary(deps))
  for (const feature of features) guarded.use(feature(deps))
  return composer
}

function speaking(languages: Languages) {
  return async (ctx: BotContext, next: () => Promise<void>): Promise<void> => {
    const sender = ctx.from
    if (sender === undefined) return
    ctx.translator = botTranslators[await languages.of(sender)]
    await next()
    await languages.show(sender)
  }
}
