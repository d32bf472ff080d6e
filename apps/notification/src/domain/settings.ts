import { kindAlwaysOn, timeZoneUnknown } from './errors.js'
import { isAlwaysOn, type KindName } from './kinds.js'
import { dayMinutes, isTimeZone } from './local-time.js'
import type { QuietHours } from './quiet.js'

/** What a person wants to be told of, and when. */
export interface Wishes {
  readonly off: ReadonlySet<KindName>
  readonly preview: boolean
  readonly quiet: QuietHours
  readonly paused: boolean
}

/** What somebody wants who has said nothing. */
export const usualWishes: Wishes = {
  off: new Set(),
  preview: true,
  quiet: { on: true, from: 23 * 60, to: 8 * 60, zone: 'UTC' },
  paused: false,
}

/** Whether a person wants to be told of a kind at all. */
export const isWanted = ({ off, paused }: Wishes, kind: KindName): boolean =>
  isAlwaysOn(kind) || (!paused && !off.has(kind))

/** The kinds that are off after some were switched. Throws KIND_ALWAYS_ON. */
export function switchKinds(
  off: readonly KindName[],
  switched: readonly { readonly kind: KindName; readonly on: boolean }[],
): KindName[] {
  const left = new Set(off)
  for (const { kind, on } of switched) {
    if (!on && isAlwaysOn(kind)) throw kindAlwaysOn()
    if (on) left.delete(kind)
    else left.add(kind)
  }
  return [...left]
}

/** Throws TIME_ZONE_UNKNOWN for what is not the name of a zone. */
export function checkTimeZone(zone: string): string {
  if (!isTimeZone(zone)) throw timeZoneUnknown()
  return zone
}

/** Minutes since midnight of HH:MM. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) % dayMinutes
}

/** HH:MM of minutes since midnight. */
export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
