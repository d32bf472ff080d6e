import type { GetCatalogueResponse, ProfileServiceService } from '@kindred/contracts/profile'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { interests, languages } from '../domain/catalogue.js'
import { goals } from '../domain/choices.js'

export const getCatalogue: Handler<ProfileContext, ProfileServiceService['getCatalogue']> = async () =>
  catalogue

const catalogue: GetCatalogueResponse = {
  interests: [...interests],
  goals: [...goals],
  languages: [...languages],
}
