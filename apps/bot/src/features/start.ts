import { Composer } from 'grammy'

import { appButton } from '../app-button.js'
import { type BotContext, senderOf } from '../context.js'
import { findProfile } from '../gateway/find-profile.js'
import { tellReachable } from '../gateway/tell-reachable.js'
import { deepLink, isInvitation, verifyPayload } from './deep-link.js'
import type { Feature } from './feature.js'

export const start: Feature = ({ gateway, links, log }) => {
  const composer = new Composer<BotContext>()

  composer.command('start', async (ctx, next) => {
    if (ctx.match === verifyPayload) return next()
    const { t } = ctx.translator
    if (isInvitation(ctx.match)) await gateway.join(senderOf(ctx), ctx.match)
    const link = deepLink(ctx.match, links)
    if (link === undefined) await welcome(ctx)
    else await ctx.reply(t(link.text), appButton(t(link.button), link.url))
    await tellReachable({ gateway, log }, senderOf(ctx))
  })

  async function welcome(ctx: BotContext): Promise<void> {
    const { t } = ctx.translator
    const profile = await findProfile(gateway, senderOf(ctx))
    if (profile === undefined)
      await ctx.reply(t('bot-welcome'), appButton(t('bot-create-profile'), links.home))
    else
      await ctx.reply(t('bot-welcome-back', { name: profile.name }), appButton(t('bot-open-app'), links.deck))
  }

  return composer
}
