import { Composer, InlineKeyboard } from 'grammy'

import { appButton } from '../app-button.js'
import { browsePress } from '../browse/tell.js'
import { type BotContext, senderOf } from '../context.js'
import { findKnown } from '../gateway/find-known.js'
import { tellReachable } from '../gateway/tell-reachable.js'
import { joinPress, waysIn } from '../no-profile.js'
import { isReady } from '../talk/missing.js'
import { caseIn, deepLink, isInvitation, verifyPayload } from './deep-link.js'
import type { Feature } from './feature.js'

export const start: Feature = ({ gateway, links, log, talks }) => {
  const composer = new Composer<BotContext>()

  composer.command('start', async (ctx, next) => {
    if (ctx.match === verifyPayload || caseIn(ctx.match) !== undefined) return next()
    const { t } = ctx.translator
    if (isInvitation(ctx.match)) await gateway.join(senderOf(ctx), ctx.match)
    const link = deepLink(ctx.match, links)
    if (link === undefined) await welcome(ctx)
    else await ctx.reply(t(link.text), appButton(t(link.button), link.url))
    await tellReachable({ gateway, log }, senderOf(ctx))
  })

  /** Whoever was answering questions goes on with them; whoever has a profile can meet people, in the app or here. */
  async function welcome(ctx: BotContext): Promise<void> {
    const { t } = ctx.translator
    if (await talks.resume(ctx)) return
    const known = await gateway.as(senderOf(ctx), findKnown)
    const { profile } = known
    if (profile === undefined) {
      await ctx.reply(t('bot-welcome'), { reply_markup: waysIn(ctx.translator, links) })
    } else if (isReady(known)) {
      const ways = new InlineKeyboard()
        .webApp(t('bot-open-app'), links.deck)
        .row()
        .text(t('bot-browse-here'), browsePress)
      await ctx.reply(t('bot-welcome-back', { name: profile.name }), { reply_markup: ways })
    } else {
      const ways = new InlineKeyboard()
        .webApp(t('bot-open-app'), links.home)
        .row()
        .text(t('bot-join-go-on'), joinPress)
      await ctx.reply(t('bot-welcome-unfinished', { name: profile.name }), { reply_markup: ways })
    }
  }

  return composer
}
