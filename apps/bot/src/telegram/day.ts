/** A day in words. Where somebody lives is not known here. */
export const dayOf = (moment: string, locale: string): string =>
  new Date(moment).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' })
