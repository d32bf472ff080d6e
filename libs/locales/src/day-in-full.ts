/**
 * A day with its year: `29 November 2026`. Russian’s abbreviation of the year ends with a full stop, which the end of a sentence would double.
 * @param timeZone an IANA name; that of the machine unless given
 */
export const dayInFull = (at: Date | number, locale: string, timeZone?: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone })
    .format(at)
    .replace(/\sг\.$/, ' года')
