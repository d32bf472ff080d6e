/** The time of day as the language writes it: `09:05`, `9:05 AM`. */
export const clockTime = (at: Date, locale: string): string => at.toLocaleTimeString(locale, clock(locale))

/** A day of this year with its time: `29 Nov, 09:05`. */
export const dayAndTime = (at: Date, locale: string): string =>
  at.toLocaleString(locale, { day: 'numeric', month: 'short', ...clock(locale) })

function clock(locale: string): Intl.DateTimeFormatOptions {
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions()
  return { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' }
}
