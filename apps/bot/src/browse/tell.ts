import { InlineKeyboard } from 'grammy'

import type { Match } from '@kindred/client'

import { chatData } from '../chat/acts.js'
import { type BotContext, senderOf } from '../context.js'
import { soonIn } from '../moments.js'
import { joinPress } from '../no-profile.js'
import type { Source } from './browsing.js'
import type { CardDesk } from './desk.js'
import type { Swiped } from './swipe.js'

/** The data of buttons that lead on. */
export const browsePress = 'browse'
export const likesPress = 'likes'
export const filtersPress = 'filters'

/** Says that nobody is left, with what can be done. */
export async function tellNobody(ctx: BotContext, from: Source): Promise<void> {
  const { t } = ctx.translator
  const [words, ways] =
    from === 'likes'
      ? [
          `${t('likes-empty-title')}. ${t('likes-empty-text')}`,
          new InlineKeyboard().text(t('browse-people'), browsePress),
        ]
      : [
          `${t('pool-nobody-title')}. ${t('pool-unknown-text')}`,
          new InlineKeyboard().text(t('pool-again'), browsePress).text(t('pool-filters'), filtersPress),
        ]
  await ctx.reply(words, { reply_markup: ways })
}

/** Says what is missing before anybody can be shown. */
export async function tellNotReady(ctx: BotContext): Promise<void> {
  const { t } = ctx.translator
  const go = new InlineKeyboard().text(t('bot-join-go-on'), joinPress)
  await ctx.reply(`${t('pool-not-ready-title')}. ${t('pool-not-ready-text')}`, { reply_markup: go })
}

/** Says that two like each other. */
export async function tellMatch(
  ctx: BotContext,
  { name, match_id: id }: Match,
  { links }: CardDesk,
): Promise<void> {
  const { t } = ctx.translator
  const words = `${t('match-title')} ${t('match-text', { name })}`
  const ways = new InlineKeyboard()
    .text(t('match-write'), chatData('reply', id))
    .webApp(t('bot-open-chat'), links.chat(id))
  await ctx.reply(words, { reply_markup: ways })
}

/** Says that the day's answers are used up; the card stays. */
export async function tellUsedUp(
  ctx: BotContext,
  { what, seconds }: Extract<Swiped, { result: 'used up' }>,
): Promise<void> {
  const { t, locale } = ctx.translator
  if (what === 'superlikes') return void (await ctx.reply(t('deck-refused-superlikes')))
  const when =
    seconds === undefined ? t('used-up-text-soon') : t('browse-used-up', { when: soonIn(locale, seconds) })
  const button = new InlineKeyboard().text(t('used-up-likes'), likesPress)
  await ctx.reply(`${t('used-up-title')} ${when}`, { reply_markup: button })
}

/** Says what is true of somebody whose card is old, and takes its buttons away. */
export async function tellOld(desk: CardDesk, ctx: BotContext, userId: string): Promise<void> {
  const { matches } = await desk.gateway.as(senderOf(ctx), (client) =>
    client.discovery.listMatches({ page_size: 100 }),
  )
  const match = matches.find(({ user_id: id }) => id === userId)
  await sealCard(ctx)
  if (match === undefined) ctx.pressAnswer = ctx.translator.t('browse-answered')
  else await tellMatch(ctx, match, desk)
}

/** Takes the buttons of a card that was answered. */
export async function sealCard(ctx: BotContext): Promise<void> {
  if (ctx.callbackQuery !== undefined) await ctx.editMessageReplyMarkup().catch(() => undefined)
}
