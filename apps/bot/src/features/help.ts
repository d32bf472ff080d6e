import { Composer } from 'grammy'

import { appButton } from '../app-button.js'
import type { BotContext } from '../context.js'
import type { Feature } from './feature.js'

export const help: Feature = ({ links, commandsIn }) => {
  const composer = new Composer<BotContext>()
  composer.command('help', async (ctx) => {
    const { t, locale } = ctx.translator
    const lines = commandsIn(locale).map(({ command, description }) => `/${command} · ${description}`)
    await ctx.reply([t('bot-help'), '', ...lines].join('\n'), appButton(t('bot-open-app'), links.home))
  })
  return composer
}
