export type { Key } from './gen/keys.js'
export { isolated } from './isolated.js'
export { type GrowingTranslator, loadTranslator, type TextPart } from './load-translator.js'
export { type Locale, localeOf, locales, nameOfLocale } from './locale.js'
export {
  createTranslator,
  type LabelKind,
  type Place,
  type Translator,
  type Variables,
} from './translator.js'
