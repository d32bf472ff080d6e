import { Composer, InlineKeyboard } from 'grammy'

import type { BotContext } from '../context.js'
import type { Feature } from './feature.js'

export const support: Feature = ({ supportUrl }) => {
  const composer = new Composer<BotContext>()
  composer.command('support', async (ctx) => {
    const { t } = ctx.translator
    if (supportUrl === undefined) await ctx.reply(t('bot-support-none'))
    else
      await ctx.reply(t('bot-support'), {
        reply_markup: new InlineKeyboard().url(t('bot-open-support'), supportUrl),
      })
  })
  return composer
}
