import { checkTimeZone, minutesOf, switchKinds } from '../domain/settings.js'
import { releaseHeld } from '../store/notices.js'
import type { SettingsRow, Trx } from '../store/schema.js'
import { findSaid, type Said, saveSettings } from '../store/settings.js'
import { usualSettings } from '../wishes.js'
import { noteAnswers } from './answer.js'
import { changePeople } from './change-people.js'

/** What a person changes of the settings; what is missing stays. */
export interface SettingsChange {
  readonly kinds: Parameters<typeof switchKinds>[1]
  readonly messagePreview?: boolean | undefined
  readonly quietOn?: boolean | undefined
  readonly quietFrom?: string | undefined
  readonly quietTo?: string | undefined
  readonly timeZone?: string | undefined
  readonly paused?: boolean | undefined
}

/** Changes a person's settings. What was held by those before is looked at again. */
export const updateSettings = (
  trx: Trx,
  userId: string,
  change: SettingsChange,
  now: Date,
): Promise<{ said: Said; reachable: boolean }> =>
  changePeople(trx, [userId], now, async (recipients) => {
    const said = await findSaid(trx, userId)
    const before = said.settings ?? usualSettings(userId)
    const settings: SettingsRow = {
      user_id: userId,
      off_kinds: switchKinds(before.off_kinds, change.kinds),
      message_preview: change.messagePreview ?? before.message_preview,
      quiet_on: change.quietOn ?? before.quiet_on,
      quiet_from: change.quietFrom === undefined ? before.quiet_from : minutesOf(change.quietFrom),
      quiet_to: change.quietTo === undefined ? before.quiet_to : minutesOf(change.quietTo),
      time_zone: change.timeZone === undefined ? before.time_zone : checkTimeZone(change.timeZone),
      paused: change.paused ?? before.paused,
    }
    await saveSettings(trx, settings)
    await noteAnswers(trx, recipients.values(), now)
    await releaseHeld(trx, [userId], now)
    return { said: { ...said, settings }, reachable: recipients.get(userId)?.reachable ?? true }
  })
