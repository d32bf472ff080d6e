import { clockTime } from './clock-time.js'

/** A moment of the next days in words: `today` and `18:40`. */
export function momentWords(at: Date, locale: string, now = new Date()): { day: string; time: string } {
  const midnight = (date: Date): number => new Date(date).setHours(0, 0, 0, 0)
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000)
  return {
    day: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day'),
    time: clockTime(at, locale),
  }
}
