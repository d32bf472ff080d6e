import type { Settings } from '@kindred/contracts/notification'

import { kindNames } from './domain/kinds.js'
import { timeOf } from './domain/settings.js'
import type { SettingsRow } from './store/schema.js'

export const toSettings = (row: SettingsRow, reachable: boolean): Settings => ({
  kinds: kindNames.map((kind) => ({ kind, on: !row.off_kinds.includes(kind) })),
  messagePreview: row.message_preview,
  quietOn: row.quiet_on,
  quietFrom: timeOf(row.quiet_from),
  quietTo: timeOf(row.quiet_to),
  timeZone: row.time_zone ?? '',
  paused: row.paused,
  reachable,
})
