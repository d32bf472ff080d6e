import { Composer, InlineKeyboard } from 'grammy'

import { locales, nameOfLocale } from '@kindred/locales'
import { botTranslators } from '@kindred/locales/bot'

import { type BotContext, senderOf } from '../context.js'
import { replaceText } from '../telegram/presses.js'
import type { Feature } from './feature.js'

export const language: Feature = ({ languages }) => {
  const composer = new Composer<BotContext>()

  composer.command('language', async (ctx) => {
    const keyboard = new InlineKeyboard()
    for (const locale of locales) keyboard.text(nameOfLocale(locale), `language:${locale}`)
    await ctx.reply(ctx.translator.t('bot-language'), { reply_markup: keyboard })
  })

  composer.callbackQuery(/^language:(\w+)$/, async (ctx) => {
    const locale = locales.find((one) => one === ctx.match[1])
    if (locale === undefined) return
    await languages.choose(senderOf(ctx), locale)
    ctx.translator = botTranslators[locale]
    await replaceText(ctx, ctx.translator.t('bot-language-chosen'))
  })

  return composer
}
