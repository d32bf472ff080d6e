import { InlineKeyboard, Keyboard } from 'grammy'

import { KindredError, type Town } from '@kindred/client'
import { countryName, townName } from '@kindred/locales/people'

import { type Outcome, type Question, type Scene, talkData } from '../question.js'
import type { OfferedTown } from '../talk.js'

const maxTowns = 6
const longestName = 100

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
    return text === undefined ? undefined : search(scene, text.trim().slice(0, longestName))
  },
  async press(scene, data) {
    const town = scene.talk.draft.towns?.find(({ id }) => String(id) === data)
    if (town === undefined) return { type: 'again', words: scene.t('bot-old-button') }
    return take(scene, town, town.name)
  },
}

interface Position {
  readonly latitude: number
  readonly longitude: number
}

/** Two decimals, about a kilometre: more is not passed on. */
const coarse = (degrees: number): number => Math.round(degrees * 100) / 100

async function takePosition(scene: Scene, { latitude, longitude }: Position): Promise<Outcome> {
  const position = { latitude: coarse(latitude), longitude: coarse(longitude) }
  const near = await scene.as((client) => client.profile.listTowns({ ...position, limit: 1 }))
  const [town] = near.towns
  return take(scene, position, town && townName(town, scene.locale))
}

async function search(scene: Scene, query: string): Promise<Outcome> {
  const { t, talk } = scene
  const found = query === '' ? [] : (await scene.as((client) => client.profile.listTowns({ query }))).towns
  if (found.length === 0) return { type: 'again', words: t('place-none') }
  const shown = found.slice(0, maxTowns)
  const keyboard = new InlineKeyboard()
  for (const town of shown)
    keyboard.text(fullName(town, scene), talkData('place', String(town.town_id))).row()
  return {
    type: 'again',
    draft: { ...talk.draft, towns: shown.map((town) => offered(town, scene)) },
    asked: { text: t('talk-place-which'), keyboard },
  }
}

function offered(town: Town, { locale }: Scene): OfferedTown {
  const { town_id: id, latitude, longitude } = town
  return { id, name: townName(town, locale), latitude, longitude }
}

const fullName = (town: Town, { locale }: Scene): string =>
  [townName(town, locale), town.region, countryName(town.country, locale)].filter(Boolean).join(', ')

async function take(scene: Scene, position: Position, city: string | undefined): Promise<Outcome> {
  const { as, t, talk } = scene
  const { latitude, longitude } = position
  try {
    await as((client) => client.profile.setMyLocation({ latitude, longitude }))
  } catch (error) {
    if (!(error instanceof KindredError) || error.code !== 'LOCATION_CHANGED_TOO_OFTEN') throw error
    return { type: 'again', words: t('place-too-often') }
  }
  if (city !== undefined) await as((client) => client.profile.updateMyProfile({ city }))
  const { towns: _, ...draft } = talk.draft
  const found = city === undefined ? t('place-found') : t('place-found-near', { city })
  const words = talk.aim === 'join' ? found : `${found} ${t('place-saved')}`
  return { type: 'answered', draft, words }
}
