/** The time of day as the language writes it: `09:05`, `9:05 AM`. */
export function clockTime(at: Date, locale: string): string {
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions()
  return at.toLocaleTimeString(locale, { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' })
}
