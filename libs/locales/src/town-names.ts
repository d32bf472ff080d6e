import type { Locale } from './locale.js'

/** What a town is called, one name a language. */
interface NamedTown {
  readonly names: readonly { readonly language: string; readonly name: string }[]
}

/** The town in the reader's language. */
export const townName = ({ names }: NamedTown, locale: Locale): string =>
  (names.find(({ language }) => language === locale) ?? names[0])?.name ?? ''

/** The country in the reader's language; its code in a browser without names of countries. */
export function countryName(code: string, locale: Locale): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}
