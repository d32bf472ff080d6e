import { bot } from './gen/bot.js'
import { en } from './gen/en.js'
import { ru } from './gen/ru.js'
import type { Locale } from './locale.js'
import { createTranslator, type Translator } from './translator.js'

/** The bot's translators: the Mini App's texts and the bot's own, all languages at once. */
export const botTranslators: Readonly<Record<Locale, Translator>> = {
  en: createTranslator('en', [en, bot.en]),
  ru: createTranslator('ru', [ru, bot.ru]),
}
