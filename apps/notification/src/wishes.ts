import { usualWishes, type Wishes } from './domain/settings.js'
import type { SettingsRow } from './store/schema.js'

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

/** What a person wants, from the row of the settings if there is one. */
export const toWishes = (row: SettingsRow | undefined): Wishes =>
  row === undefined
    ? usualWishes
    : {
        off: new Set(row.off_kinds),
        preview: row.message_preview,
        quiet: {
          on: row.quiet_on,
          from: row.quiet_from,
          to: row.quiet_to,
          zone: row.time_zone ?? usualWishes.quiet.zone,
        },
        paused: row.paused,
      }
