import { bot } from './gen/bot.js'
import { type Locale, locales } from './locale.js'
import { createTranslator, type Translator } from './translator.js'

/** The bot's translators: the Mini App's texts and the bot's own, all languages at once. */
export const botTranslators = Object.fromEntries(
  locales.map((locale): [Locale, Translator] => [locale, createTranslator(locale, bot[locale])]),
) as Readonly<Record<Locale, Translator>>
