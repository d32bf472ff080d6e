import { Composer } from 'grammy'

import { appButton } from '../app-button.js'
import type { BotContext } from '../context.js'
import type { Feature } from './feature.js'

export const privacy: Feature = ({ links }) => {
  const composer = new Composer<BotContext>()
  composer.command('privacy', async (ctx) => {
    const { t } = ctx.translator
    await ctx.reply(t('bot-privacy'), appButton(t('bot-open-settings'), links.privacy))
  })
  return composer
}
