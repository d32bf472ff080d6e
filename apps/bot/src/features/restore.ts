import { Composer, InlineKeyboard } from 'grammy'

import { type BotContext, senderOf } from '../context.js'
import type { Gateway } from '../gateway/gateway.js'
import { hasCode } from '../gateway/has-code.js'
import { dayIn } from '../moments.js'
import { replaceText } from '../telegram/presses.js'
import type { Feature } from './feature.js'

const restoreData = 'restore'

/** Takes the deletion of an account back by the button under the welcome. */
export const restore: Feature = ({ gateway }) => {
  const composer = new Composer<BotContext>()
  composer.callbackQuery(restoreData, async (ctx) => {
    const { t } = ctx.translator
    const sender = senderOf(ctx)
    try {
      await gateway.as(sender, (client) => client.auth.cancelDeletion())
    } catch (error) {
      // Whoever presses twice has their account back already.
      if (!hasCode(error, 'DELETION_NOT_FOUND')) {
        if (!hasCode(error, 'DELETION_UNDER_WAY')) throw error
        return replaceText(ctx, t('bot-leaving-over'))
      }
    }
    gateway.forget(sender)
    return replaceText(ctx, t('bot-leaving-restored'))
  })
  return composer
}

/** Welcomes somebody whose account waits for its deletion, whatever they asked for. */
export async function welcomeLeaving(ctx: BotContext, gateway: Gateway): Promise<void> {
  const { t, locale } = ctx.translator
  const deletion = await gateway.as(senderOf(ctx), (client) => client.auth.getDeletion())
  if (deletion.state !== 'WAITING') return void (await ctx.reply(t('bot-leaving-over')))
  const button = new InlineKeyboard().text(t('bot-leaving-restore'), restoreData)
  await ctx.reply(t('bot-leaving', { day: dayIn(locale, deletion.erase_at) }), { reply_markup: button })
}
