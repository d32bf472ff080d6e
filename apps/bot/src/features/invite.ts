import { Composer, InlineKeyboard } from 'grammy'

import { type BotContext, senderOf } from '../context.js'
import type { Feature } from './feature.js'

/** /invite hands out the person's own link, with a button that shares it, and says how many came by it. */
export const invite: Feature = ({ gateway }) => {
  const composer = new Composer<BotContext>()
  composer.command('invite', async (ctx) => {
    const { t } = ctx.translator
    const invitation = await gateway.as(senderOf(ctx), (client) => client.auth.getInvitation())
    const link = `https://t.me/${ctx.me.username}?start=ref_${invitation.code}`
    const words = [
      t('bot-invite'),
      ...(invitation.required ? [t('invite-required')] : []),
      link,
      t('invite-count', { count: invitation.sign_ups }),
    ]
    const share = new URL('https://t.me/share/url')
    share.searchParams.set('url', link)
    share.searchParams.set('text', t('invite-message'))
    await ctx.reply(words.join('\n\n'), {
      reply_markup: new InlineKeyboard().url(t('invite-share'), share.href.replaceAll('+', '%20')),
      link_preview_options: { is_disabled: true },
    })
  })
  return composer
}
