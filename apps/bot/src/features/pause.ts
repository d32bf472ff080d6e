import { Composer, InlineKeyboard } from 'grammy'

import { type BotContext, senderOf } from '../context.js'
import { findProfile } from '../gateway/find-profile.js'
import { noProfile } from '../no-profile.js'
import { replaceText } from '../telegram/presses.js'
import type { Feature } from './feature.js'

/** /pause hides the person from everybody new, or shows them again; the button under the answer takes it back. */
export const pause: Feature = ({ gateway, links }) => {
  const composer = new Composer<BotContext>()

  composer.command('pause', async (ctx) => {
    const own = await findProfile(gateway, senderOf(ctx))
    if (own === undefined) {
      await ctx.reply(...noProfile(ctx.translator, links))
      return
    }
    const { text, keyboard } = await set(ctx, !own.paused)
    await ctx.reply(text, { reply_markup: keyboard })
  })

  composer.callbackQuery(/^pause:(on|off)$/, async (ctx) => {
    const { text, keyboard } = await set(ctx, ctx.match[1] === 'on')
    await replaceText(ctx, text, { reply_markup: keyboard })
  })

  async function set(ctx: BotContext, paused: boolean): Promise<{ text: string; keyboard: InlineKeyboard }> {
    const { t } = ctx.translator
    await gateway.as(senderOf(ctx), (client) => client.profile.updateMyProfile({ paused }))
    return paused
      ? { text: t('bot-paused'), keyboard: new InlineKeyboard().text(t('bot-unpause'), 'pause:off') }
      : { text: t('bot-unpaused'), keyboard: new InlineKeyboard().text(t('bot-pause'), 'pause:on') }
  }

  return composer
}
