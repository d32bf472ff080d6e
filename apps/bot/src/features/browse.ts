import { Composer, InlineKeyboard } from 'grammy'

import { type CardAct, cardButtons, cardData, cardPress } from '../browse/send-card.js'
import { browsePress } from '../browse/tell.js'
import { type BotContext, senderOf } from '../context.js'
import type { BotDeps, Feature } from './feature.js'
import { reportCardData } from './report.js'

type Acts = Readonly<Record<CardAct, (ctx: BotContext, userId: string) => Promise<unknown>>>

/** /browse shows one person after the other; the buttons under a card answer it. */
export const browse: Feature = (deps) => {
  const { cards } = deps
  const acts: Acts = { ...answers(deps), ...menu(deps) }
  const composer = new Composer<BotContext>()
  composer.command('browse', (ctx) => cards.open(ctx, 'deck'))
  composer.callbackQuery(browsePress, (ctx) => cards.open(ctx, 'deck'))
  composer.callbackQuery(cardPress, async (ctx, next) => {
    const [, act = '', userId = ''] = ctx.match
    if (!Object.hasOwn(acts, act)) return next()
    await acts[act as CardAct](ctx, userId)
  })
  return composer
}

const answers = ({ cards, gateway, talks }: BotDeps) =>
  ({
    LIKE: (ctx, userId) => cards.answer(ctx, { kind: 'LIKE', userId }),
    PASS: (ctx, userId) => cards.answer(ctx, { kind: 'PASS', userId }),
    undo: (ctx, userId) => cards.undo(ctx, userId),
    async SUPERLIKE(ctx, userId) {
      const target = await cards.waiting(ctx, userId)
      if (target === undefined) return cards.tellOld(ctx, userId)
      const { left } = await gateway.as(senderOf(ctx), (client) => client.discovery.getSuperlikes())
      if (left === 0) ctx.pressAnswer = ctx.translator.t('deck-refused-superlikes')
      else await talks.begin(ctx, { aim: 'superlike', todo: ['words'], draft: { target } })
    },
  }) satisfies Partial<Acts>

/** What else can be done about somebody: the buttons stand in the place of those of the card. */
const menu = ({ cards, gateway, links }: BotDeps) =>
  ({
    async more(ctx, userId) {
      const { t } = ctx.translator
      const keyboard = new InlineKeyboard()
        .text(t('report-action'), reportCardData(userId))
        .text(t('block-action'), cardData('block', userId))
        .row()
        .webApp(t('bot-open-profile'), links.person(userId))
        .text(`‹ ${t('app-back')}`, cardData('less', userId))
      await ctx.editMessageReplyMarkup({ reply_markup: keyboard })
    },
    async less(ctx, userId) {
      await ctx.editMessageReplyMarkup({ reply_markup: cardButtons(ctx.translator, userId) })
    },
    async block(ctx, userId) {
      const { t } = ctx.translator
      const keyboard = new InlineKeyboard()
        .text(t('block-confirm'), cardData('block-now', userId))
        .text(t('app-cancel'), cardData('less', userId))
      ctx.pressAnswer = t('block-keeps-apart')
      await ctx.editMessageReplyMarkup({ reply_markup: keyboard })
    },
    async 'block-now'(ctx, userId) {
      const target = await cards.waiting(ctx, userId)
      await gateway.as(senderOf(ctx), (client) => client.discovery.block({ target_user_id: userId }))
      await ctx.editMessageReplyMarkup()
      ctx.pressAnswer = ctx.translator.t('block-done', { name: target?.name ?? '' })
      if (target !== undefined) await cards.open(ctx, 'deck')
    },
  }) satisfies Partial<Acts>
