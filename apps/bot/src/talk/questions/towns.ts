import type { Town } from '@kindred/client'
import { countryName, townName } from '@kindred/locales/people'

import type { Scene } from '../question.js'

const maxTowns = 6
const longestName = 100

/** The towns that may be meant by what was written, few enough for buttons. */
export async function searchTowns({ as }: Scene, written: string): Promise<Town[]> {
  const query = written.trim().slice(0, longestName)
  if (query === '') return []
  const { towns } = await as((client) => client.profile.listTowns({ query }))
  return towns.slice(0, maxTowns)
}

/** A town with what tells it from others of its name. */
export const fullName = (town: Town, { locale }: Scene): string =>
  [townName(town, locale), town.region, countryName(town.country, locale)].filter(Boolean).join(', ')

/** The town nearest to a position, if there is one near. */
export const nearestTown = async ({ as }: Scene, position: Position): Promise<Town | undefined> =>
  (await as((client) => client.profile.listTowns({ ...position, limit: 1 }))).towns[0]

/** WGS 84 degrees. */
export interface Position {
  readonly latitude: number
  readonly longitude: number
}

/** Two decimals, about a kilometre: more is not passed on. */
export const coarse = ({ latitude, longitude }: Position): Position => ({
  latitude: Math.round(latitude * 100) / 100,
  longitude: Math.round(longitude * 100) / 100,
})
