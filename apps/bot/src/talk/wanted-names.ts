import type { Gender } from '@kindred/client'
import type { Translator } from '@kindred/locales'

/** What people of a gender are called who are looked for. */
export const wantedKeys = {
  WOMAN: 'filters-wanted-woman',
  MAN: 'filters-wanted-man',
  NONBINARY: 'filters-wanted-nonbinary',
} as const satisfies Record<Gender, string>

/** People of these genders as a list in words. */
export const wantedNames = (
  genders: readonly Gender[],
  { t, locale }: Pick<Translator, 't' | 'locale'>,
): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(genders.map((gender) => t(wantedKeys[gender])))
