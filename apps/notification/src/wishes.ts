import { usualWishes, type Wishes } from './domain/settings.js'
import type { SettingsRow } from './store/schema.js'
import type { Said } from './store/settings.js'

/** The row of somebody who has said nothing. */
export const usualSettings = (userId: string): SettingsRow => ({
  user_id: userId,
  off_kinds: [],
  message_preview: usualWishes.preview,
  quiet_on: usualWishes.quiet.on,
  quiet_from: usualWishes.quiet.from,
  quiet_to: usualWishes.quiet.to,
  time_zone: null,
  paused: usualWishes.paused,
})

/** What a person wants. */
export function toWishes({ settings, placeZone }: Said): Wishes {
  const row = settings ?? usualSettings('')
  return {
    off: new Set(row.off_kinds),
    preview: row.message_preview,
    quiet: {
      on: row.quiet_on,
      from: row.quiet_from,
      to: row.quiet_to,
      zone: row.time_zone ?? zoneOrUsual(placeZone),
    },
    paused: row.paused,
  }
}

/** The time zone of a place, or the usual one while there is none. */
export const zoneOrUsual = (placeZone: string | null): string => placeZone || usualWishes.quiet.zone
