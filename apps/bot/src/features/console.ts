import { Composer } from 'grammy'

import { appButton } from '../app-button.js'
import { type BotContext, senderOf } from '../context.js'
import type { Feature } from './feature.js'

/** Opens the console to staff. Not among the commands of the menu, which everybody sees. */
export const staffConsole: Feature = ({ gateway, links }) => {
  const composer = new Composer<BotContext>()
  composer.command('console', async (ctx) => {
    const { t } = ctx.translator
    if (await gateway.isStaff(senderOf(ctx)))
      await ctx.reply(t('bot-console'), appButton(t('bot-open-console'), links.console))
    else await ctx.reply(t('bot-console-not-staff'), appButton(t('bot-open-app'), links.home))
  })
  return composer
}
