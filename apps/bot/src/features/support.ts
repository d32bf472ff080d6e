import { Composer, InlineKeyboard } from 'grammy'

import type { BotContext, Feature } from '../context.js'

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
