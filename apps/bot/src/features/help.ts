import { Composer } from 'grammy'

import { appButton } from '../app-button.js'
import type { BotContext } from '../context.js'
import type { CommandTheme, Feature } from './feature.js'

export const help: Feature = ({ links, themesIn }) => {
  const composer = new Composer<BotContext>()
  composer.command('help', async (ctx) => {
    const { t, locale } = ctx.translator
    const text = [t('bot-help'), ...themesIn(locale).map(wordsOf)].join('\n\n')
    await ctx.reply(text, appButton(t('bot-open-app'), links.home))
  })
  return composer
}

const wordsOf = ({ title, commands }: CommandTheme): string =>
  [title, ...commands.map(({ command, description }) => `/${command} · ${description}`)].join('\n')
