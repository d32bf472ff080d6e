export type { Key } from './gen/keys.js'
export {
  type GrowingTranslator,
  loadConsoleTranslator,
  loadTranslator,
  type TextPart,
} from './load-translator.js'
export { dayInFull } from './day-in-full.js'
export { isolated } from './isolated.js'
export { type Locale, localeOf, locales, nameOfLocale } from './locale.js'
export { createTranslator, type Translator } from './translator.js'
