/** The languages that Kindred speaks. */
export const locales = ['en', 'ru'] as const

/** A language that Kindred speaks. */
export type Locale = (typeof locales)[number]

const russianReaders = new Set(['ru', 'be', 'kk', 'ky', 'tg', 'uz'])

/** The language for a reader with this IETF tag: Russian for languages whose speakers commonly read it, else English. */
export function localeOf(tag: string | undefined): Locale {
  const language = (tag ?? '').toLowerCase().split(/[-_]/)[0] ?? ''
  return russianReaders.has(language) ? 'ru' : 'en'
}
