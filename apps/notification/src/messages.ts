import type { Broadcast, Settings } from '@kindred/contracts/notification'

import { kindNames } from './domain/kinds.js'
import { timeOf } from './domain/settings.js'
import type { CountedBroadcast } from './store/broadcasts.js'
import type { Said } from './store/settings.js'
import { usualSettings } from './wishes.js'

export function toSettings(userId: string, { settings, placeZone }: Said, reachable: boolean): Settings {
  const row = settings ?? usualSettings(userId)
  return {
    kinds: kindNames.map((kind) => ({ kind, on: !row.off_kinds.includes(kind) })),
    messagePreview: row.message_preview,
    quietOn: row.quiet_on,
    quietFrom: timeOf(row.quiet_from),
    quietTo: timeOf(row.quiet_to),
    timeZone: row.time_zone ?? '',
    paused: row.paused,
    reachable,
    placeTimeZone: placeZone,
  }
}

export const toBroadcast = (row: CountedBroadcast): Broadcast => ({
  broadcastId: row.id,
  state: row.state,
  texts: [...row.texts],
  language: row.language ?? '',
  activeWithinDays: row.active_within_days ?? 0,
  verifiedOnly: row.verified_only,
  createdAt: row.created_at,
  people: row.people,
  optedOut: row.opted_out,
  queued: row.queued,
  waiting: row.waiting,
  sent: row.sent,
  failed: row.failed,
})
