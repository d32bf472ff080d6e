import type { ListTownsRequest, ProfileServiceService, Town } from '@kindred/contracts/profile'
import type { Handler } from '@kindred/rpc'
import {
  findTowns,
  listNames,
  type Narrowing,
  nearestTowns,
  type Town as KnownTown,
  zoneOf,
} from '@kindred/towns'

import type { ProfileContext } from '../context.js'
import { townQuestionEmpty } from '../domain/errors.js'

export const listTowns: Handler<ProfileContext, ProfileServiceService['listTowns']> = async (
  { towns },
  request,
) => ({
  towns: find(request, towns).map(toTown),
})

function find({ query, latitude, longitude, limit }: ListTownsRequest, towns: Narrowing): KnownTown[] {
  const count = limit === 0 ? 20 : limit
  if (query !== undefined) return findTowns(query, count, towns)
  if (latitude === undefined || longitude === undefined) throw townQuestionEmpty()
  return nearestTowns({ latitude, longitude }, count, towns)
}

const toTown = (town: KnownTown): Town => ({
  townId: town.id,
  names: listNames(town),
  country: town.country,
  region: town.region,
  latitude: town.latitude,
  longitude: town.longitude,
  timeZone: zoneOf(town),
})
