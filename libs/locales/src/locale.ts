import { languages } from './gen/languages.js'

/** A language that Kindred speaks. */
export type Locale = (typeof languages)[number]['tag']

/** The languages that Kindred speaks; the first one is for everybody who speaks none of them. */
export const locales: readonly Locale[] = languages.map(({ tag }) => tag)

/** What speakers of a language call it. */
export const nameOfLocale = (locale: Locale): string =>
  languages.find(({ tag }) => tag === locale)?.name ?? locale

/** The language for a reader with this IETF tag: their own, else one that speakers of theirs commonly read, else the first. */
export function localeOf(tag: string | undefined): Locale {
  const language = (tag ?? '').toLowerCase().split(/[-_]/)[0] ?? ''
  const isFor = ({ tag: own, alsoFor }: (typeof languages)[number]): boolean =>
    own === language || alsoFor.some((other) => other === language)
  return (languages.find(isFor) ?? languages[0]).tag
}
