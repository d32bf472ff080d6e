import { KindredError } from '@kindred/client'

import { clockIn, zoneOf } from '../../clock.js'
import type { Scene } from '../question.js'

/** What the time at a new place means for the quiet hours; empty when it changes nothing, or cannot be told now. */
export async function placeClock({ as, t }: Scene, zone: string | undefined): Promise<string> {
  if (zone === undefined) return ''
  try {
    const settings = await as((client) => client.notification.getSettings())
    const { quiet_on: isQuiet, quiet_from: from, quiet_to: to, time_zone: told } = settings
    if (!isQuiet || from === to) return ''
    const time = clockIn(zone)
    if (told === '') return clockWas(zoneOf(settings)) === time ? '' : t('place-clock', { time, from, to })
    return clockIn(told) === time ? '' : t('place-clock-other', { time: clockIn(told) })
  } catch (error) {
    // The place is stored: notification may be away.
    if (!(error instanceof KindredError)) throw error
    return ''
  }
}

const clockWas = (zone: string): string => (zone === '' ? '' : clockIn(zone))
