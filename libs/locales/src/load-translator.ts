import type { Locale } from './locale.js'
import { createTranslator, type Translator } from './translator.js'

/** The Mini App's translator; a browser loads the texts of this language only. */
export async function loadTranslator(locale: Locale): Promise<Translator> {
  const texts = locale === 'ru' ? (await import('./gen/ru.js')).ru : (await import('./gen/en.js')).en
  return createTranslator(locale, [texts])
}
