import { Composer } from 'grammy'

import { appButton } from '../app-button.js'
import type { BotContext } from '../context.js'
import type { Feature } from './feature.js'

export const settings: Feature = ({ links }) => {
  const composer = new Composer<BotContext>()
  composer.command('settings', async (ctx) => {
    const { t } = ctx.translator
    await ctx.reply(t('bot-settings'), appButton(t('bot-open-settings'), links.settings))
  })
  return composer
}
