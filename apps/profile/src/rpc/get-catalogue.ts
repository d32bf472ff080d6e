import type { GetCatalogueResponse, ProfileServiceService } from '@kindred/contracts/profile'
import { factNamed } from '@kindred/facts'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { interests, languages } from '../domain/catalogue.js'

export const getCatalogue: Handler<ProfileContext, ProfileServiceService['getCatalogue']> = async () =>
  catalogue

const catalogue: GetCatalogueResponse = {
  interests: [...interests],
  goals: [...factNamed('goal').values],
  languages: [...languages],
}
