import { Composer } from 'grammy'

import { appButton } from '../app-button.js'
import type { BotContext, Feature } from '../context.js'

/** A hint for whatever the bot has no use for. */
export const unknown: Feature = ({ links }) => {
  const composer = new Composer<BotContext>()

  composer.on('message::bot_command', async (ctx) => {
    await ctx.reply(ctx.translator.t('bot-unknown-command'))
  })

  composer.on('message', async (ctx) => {
    const { t } = ctx.translator
    await ctx.reply(t('bot-hint'), appButton(t('bot-open-app'), links.home))
  })

  // A button of a message from before: Telegram shows it as busy until it is answered.
  composer.on('callback_query', async (ctx) => {
    await ctx.answerCallbackQuery({ text: ctx.translator.t('bot-old-button') })
  })

  return composer
}
