/** A moment as the clock on a person's wall shows it. */
export interface LocalTime {
  /** YYYY-MM-DD. */
  readonly day: string
  /** Minutes since midnight. */
  readonly minute: number
}

const minuteMs = 60_000
export const dayMinutes = 1_440

const formats = new Map<string, Intl.DateTimeFormat>()

/** What a clock in the time zone shows at a moment. Throws a RangeError for an unknown zone. */
export function localTime(zone: string, at: Date): LocalTime {
  const parts = formatOf(zone).formatToParts(at)
  const read = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? ''
  return {
    day: `${read('year')}-${read('month')}-${read('day')}`,
    minute: Number(read('hour')) * 60 + Number(read('minute')),
  }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(zone, format)
  return format
}

/** Whether a text is the name of a zone, `Europe/Berlin`; an offset such as `+02:00` is none, since it knows no summer time. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(text)) return false
  try {
    formatOf(text)
    return true
  } catch {
    return false
  }
}

/** Something that the clock on the wall shows every day from a minute on. */
interface Moment {
  readonly minute: number
  readonly holds: (local: LocalTime) => boolean
}

/**
 * The first minute after `from` at which a moment holds. On a day on which the clock jumps over the moment's minute, it is the minute of
 * the jump.
 */
export function nextMoment(zone: string, from: Date, { minute, holds }: Moment): Date {
  const isThere = (at: number): boolean => holds(localTime(zone, new Date(at)))
  const start = Math.floor(from.getTime() / minuteMs)
  // Counted from the clock now and from that in a day: where the clock changes between, the two differ.
  const counted = [start, start + dayMinutes].flatMap((at) => {
    const shown = localTime(zone, new Date(at * minuteMs)).minute
    const next = at + ((minute - shown + dayMinutes) % dayMinutes)
    return [next - dayMinutes, next, next + dayMinutes]
  })
  const until = Math.min(...counted.filter((at) => at > start && isThere(at * minuteMs)))
  return new Date(firstBetween(start, until, (at) => isThere(at * minuteMs)) * minuteMs)
}

/** The first number above `before` at which something holds that holds at `until` and, once begun, goes on until then. */
function firstBetween(before: number, until: number, holds: (at: number) => boolean): number {
  let [low, high] = [before, until]
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2)
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}
