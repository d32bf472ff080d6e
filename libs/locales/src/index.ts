export type { Key } from './gen/keys.js'
export { loadTranslator } from './load-translator.js'
export { type Locale, localeOf, locales } from './locale.js'
export { createTranslator, type LabelKind, type Translator, type Variables } from './translator.js'
