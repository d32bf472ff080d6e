import { InlineKeyboard, Keyboard } from 'grammy'

import { KindredError, type Town } from '@kindred/client'
import { townName } from '@kindred/locales/people'

import { type Outcome, type Question, type Scene, talkData } from '../question.js'
import type { OfferedTown } from '../talk.js'
import { placeClock } from './place-clock.js'
import { coarse, fullName, nearestTown, type Position, searchTowns } from './towns.js'

/** Where the person is: by the phone's place, or by a town's name. */
export const place: Question = {
  hasKeys: true,
  ask: ({ t }) => ({
    text: t('talk-place'),
    keyboard: new Keyboard().requestLocation(t('talk-place-send')).resized().oneTime(),
  }),
  async hear(scene, { location, venue, text }) {
    const at = location ?? venue?.location
    if (at !== undefined) return takePosition(scene, at)
    return text === undefined ? undefined : search(scene, text)
  },
  async press(scene, data) {
    const town = scene.talk.draft.towns?.find(({ id }) => String(id) === data)
    if (town === undefined) return { type: 'again', words: scene.t('bot-old-button') }
    return take(scene, town, town)
  },
}

async function takePosition(scene: Scene, exact: Position): Promise<Outcome> {
  const position = coarse(exact)
  const town = await nearestTown(scene, position)
  return take(scene, position, town && { name: townName(town, scene.locale), zone: town.time_zone })
}

async function search(scene: Scene, written: string): Promise<Outcome> {
  const { t, talk } = scene
  const towns = await searchTowns(scene, written)
  if (towns.length === 0) return { type: 'again', words: t('place-none') }
  const keyboard = new InlineKeyboard()
  for (const town of towns)
    keyboard.text(fullName(town, scene), talkData('place', String(town.town_id))).row()
  return {
    type: 'again',
    draft: { ...talk.draft, towns: towns.map((town) => offered(town, scene)) },
    asked: { text: t('talk-place-which'), keyboard },
  }
}

function offered(town: Town, { locale }: Scene): OfferedTown {
  const { town_id: id, latitude, longitude, time_zone: zone } = town
  return { id, name: townName(town, locale), latitude, longitude, zone }
}

async function take(
  scene: Scene,
  { latitude, longitude }: Position,
  town: Pick<OfferedTown, 'name' | 'zone'> | undefined,
): Promise<Outcome> {
  const { as, t, talk } = scene
  try {
    await as((client) => client.profile.setMyLocation({ latitude, longitude }))
  } catch (error) {
    if (!(error instanceof KindredError) || error.code !== 'LOCATION_CHANGED_TOO_OFTEN') throw error
    return { type: 'again', words: t('place-too-often') }
  }
  const city = town?.name
  if (city !== undefined) await as((client) => client.profile.updateMyProfile({ city }))
  const { towns: _, ...draft } = talk.draft
  const found = city === undefined ? t('place-found') : t('place-found-near', { city })
  const saved = talk.aim === 'join' ? found : `${found} ${t('place-saved')}`
  const clock = await placeClock(scene, town?.zone)
  return { type: 'answered', draft, words: clock === '' ? saved : `${saved}\n\n${clock}` }
}
