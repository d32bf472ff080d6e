import { useEffect, useState } from 'react'

import { useTexts } from '../ground/texts.js'

/** The time, a second at a time. */
export function useNow(everyMs = 1_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** How long ago, in the largest unit that fits: `3 hours ago`. */
export function agoWords(at: string, locale: string, now: number): string {
  const ms = Math.max(0, now - Date.parse(at))
  const [unit, size] = units.find(([, each]) => ms >= each) ?? ['minute', 60_000]
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return ms < 60_000 ? format.format(0, 'second') : format.format(-Math.floor(ms / size), unit)
}

/** `4:05` left until then; `0:00` when it is past. */
export function clockWords(until: string, now: number): string {
  const seconds = Math.max(0, Math.round((Date.parse(until) - now) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A moment, with the whole date on demand. */
export function Ago({ at }: { at: string }) {
  const { locale } = useTexts()
  const now = useNow(30_000)
  return (
    <time dateTime={at} title={new Date(at).toLocaleString(locale)}>
      {agoWords(at, locale, now)}
    </time>
  )
}

/** Day and time in the reader's language. */
export function Moment({ at }: { at: string }) {
  const { locale } = useTexts()
  const written = new Date(at).toLocaleString(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  return <time dateTime={at}>{written}</time>
}
