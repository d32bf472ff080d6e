/** The time of day as the language writes it: `18:40`, `6:40 PM`. */
export const clockTime = (at: Date, locale: string): string =>
  at.toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' })
