/** The time of day as the language writes it: `09:05`, `9:05 AM`. */
export const clockTime = (at: Date, locale: string): string =>
  at.toLocaleTimeString(locale, { hour: locale === 'ru' ? '2-digit' : 'numeric', minute: '2-digit' })
