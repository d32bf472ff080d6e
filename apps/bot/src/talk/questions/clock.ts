import { InlineKeyboard } from 'grammy'

import { KindredError, type Town } from '@kindred/client'

import { clockIn } from '../../clock.js'
import { type Asked, cancelData, type Outcome, type Question, type Scene, talkData } from '../question.js'
import { coarse, fullName, nearestTown, searchTowns } from './towns.js'

/** By which clock the person lives: that of a town, so that summer time is right as well. */
export const clock: Question = {
  ask: ({ t }) => ({
    text: t('talk-clock'),
    keyboard: new InlineKeyboard().text(t('app-cancel'), cancelData),
  }),
  async hear(scene, { location, venue, text }) {
    const at = location ?? venue?.location
    if (at !== undefined) {
      const near = await nearestTown(scene, coarse(at))
      return offer(scene, near === undefined ? [] : [near])
    }
    return text === undefined ? undefined : offer(scene, await searchTowns(scene, text))
  },
  async press({ as, t, talk }, zone) {
    try {
      const settings = await as((client) => client.notification.updateSettings({ time_zone: zone }))
      const { quiet_on: isQuiet, quiet_from: from, quiet_to: to } = settings
      const noted = t('talk-clock-noted', { time: clockIn(zone) })
      const words = isQuiet && from !== to ? `${noted} ${t('talk-clock-quiet', { from, to })}` : noted
      return { type: 'answered', draft: talk.draft, words }
    } catch (error) {
      if (!(error instanceof KindredError) || error.code !== 'TIME_ZONE_UNKNOWN') throw error
      return { type: 'again', words: t('bot-old-button') }
    }
  },
}

function offer(scene: Scene, towns: readonly Town[]): Outcome {
  if (towns.length === 0) return { type: 'again', words: scene.t('place-none') }
  return { type: 'again', asked: choices(scene, towns) }
}

function choices(scene: Scene, towns: readonly Town[]): Asked {
  const { t } = scene
  const keyboard = new InlineKeyboard()
  for (const town of towns) {
    const { time_zone: zone } = town
    keyboard.text(`${clockIn(zone)} · ${fullName(town, scene)}`, talkData('clock', zone)).row()
  }
  return { text: t('talk-clock-which'), keyboard: keyboard.text(t('app-cancel'), cancelData) }
}
