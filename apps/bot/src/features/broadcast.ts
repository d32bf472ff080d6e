import { Composer, InlineKeyboard } from 'grammy'

import type { Broadcast } from '@kindred/client'
import { newId } from '@kindred/kernel'
import { type Locale, locales, nameOfLocale } from '@kindred/locales'

import { linesOf } from '../chat/said.js'
import { type BotContext, senderOf } from '../context.js'
import { unlessRefused } from '../gateway/unless-refused.js'
import { actOn } from '../news/act.js'
import { beginningOf, isNewsAct, newsCard, newsData, newsPress } from '../news/card.js'
import { longestMessage, piecesOf } from '../telegram/pieces.js'
import { replaceText } from '../telegram/presses.js'
import type { Feature } from './feature.js'

const beginPress = 'news:new'
const maxListed = 5
const listedLetters = 30
const signs = { COUNTING: '🧮', READY: '📝', SENDING: '📤', QUEUED: '📨', STOPPED: '⏹' } as const

/**
 * /broadcast: an admin writes to many people. Not among the commands of the menu, and unknown to everybody else. Kindred keeps what is sent, and
 * asks at each press whether whoever presses is an admin at that moment.
 */
export const broadcast: Feature = ({ gateway, talks, newsFollowers }) => {
  const composer = new Composer<BotContext>()

  composer.command('broadcast', async (ctx, next) => {
    const news = await listed(ctx)
    if (news === undefined) return next()
    const { t, locale } = ctx.translator
    const keyboard = new InlineKeyboard().text(t('news-write'), beginPress)
    for (const one of news.broadcasts.slice(0, maxListed)) {
      const label = `${signs[one.state]} ${beginningOf(one, locale, listedLetters)}`
      keyboard.row().text(label, newsData('open', one))
    }
    await ctx.reply(t('news-intro'), { reply_markup: keyboard })
  })

  composer.callbackQuery(beginPress, async (ctx) => {
    if ((await listed(ctx)) === undefined) return void (ctx.pressAnswer = ctx.translator.t('bot-old-button'))
    const news = { key: newId(), texts: {} }
    await talks.begin(ctx, { aim: 'news', todo: ['news-text', 'news-audience'], draft: { news } })
  })

  talks.whenOver('news', async (ctx, { draft: { news } }) => {
    if (news?.broadcastId !== undefined)
      await showAnew(ctx, await actOn(gateway, senderOf(ctx), 'look', news.broadcastId))
  })

  composer.callbackQuery(newsPress, async (ctx, next) => {
    const [, name = '', id = ''] = ctx.match
    if (!isNewsAct(name)) return next()
    const { message_id: messageId = 0, chat } = ctx.callbackQuery.message ?? {}
    await newsFollowers.leave(chat?.id, messageId)
    const news = await unlessRefused(actOn(gateway, senderOf(ctx), name, id))
    if (news === undefined) return void (ctx.pressAnswer = ctx.translator.t('bot-old-button'))
    if (name === 'open') return showAnew(ctx, news)
    if (name === 'read') await readAloud(ctx, news)
    const { text, keyboard } = newsCard(news, ctx.translator)
    await replaceText(ctx, text, { reply_markup: keyboard })
    follow(ctx, messageId, news)
  })

  const listed = (ctx: BotContext) =>
    unlessRefused(gateway.as(senderOf(ctx), (client) => client.notification.listNews()))

  async function showAnew(ctx: BotContext, news: Broadcast): Promise<void> {
    const { text, keyboard } = newsCard(news, ctx.translator)
    const { message_id: messageId } = await ctx.reply(text, { reply_markup: keyboard })
    follow(ctx, messageId, news)
  }

  function follow(ctx: BotContext, messageId: number, news: Broadcast): void {
    const [sender, { api, translator }] = [senderOf(ctx), ctx]
    const look = () => actOn(gateway, sender, 'look', news.broadcast_id)
    newsFollowers.follow({ api, chatId: sender.id, messageId, news, translator, look })
  }

  return composer
}

/** The texts as people get them, each after the name of its language. */
async function readAloud(ctx: BotContext, { texts }: Broadcast): Promise<void> {
  for (const { language, text } of texts) {
    await ctx.reply(`${nameOf(language)}:`)
    for (const piece of piecesOf(linesOf(text), longestMessage)) await ctx.reply(piece)
  }
}

const nameOf = (language: string): string => {
  const locale: Locale | undefined = locales.find((one) => one === language)
  return locale === undefined ? language : nameOfLocale(locale)
}
