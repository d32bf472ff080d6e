import { bot } from './gen/bot.js'
import { texts as en } from './gen/en.js'
import { texts as enMeet } from './gen/en-meet.js'
import { texts as enPool } from './gen/en-pool.js'
import { texts as enRooms } from './gen/en-rooms.js'
import { texts as ru } from './gen/ru.js'
import { texts as ruMeet } from './gen/ru-meet.js'
import { texts as ruPool } from './gen/ru-pool.js'
import { texts as ruRooms } from './gen/ru-rooms.js'
import type { Locale } from './locale.js'
import { createTranslator, type Translator } from './translator.js'

/** The bot's translators: the Mini App's texts and the bot's own, all languages at once. */
export const botTranslators: Readonly<Record<Locale, Translator>> = {
  en: createTranslator('en', [en, enRooms, enMeet, enPool, bot.en]),
  ru: createTranslator('ru', [ru, ruRooms, ruMeet, ruPool, bot.ru]),
}
