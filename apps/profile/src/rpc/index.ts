import type { ProfileServiceService } from '@kindred/contracts/profile'
import type { Handlers } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { createProfile } from './create-profile.js'
import { deleteMyProfile } from './delete-my-profile.js'
import { findPeople } from './find-people.js'
import { getCatalogue } from './get-catalogue.js'
import { getMyPreferences } from './get-my-preferences.js'
import { getMyPrivacy } from './get-my-privacy.js'
import { getMyProfile } from './get-my-profile.js'
import { getProfile } from './get-profile.js'
import { listTowns } from './list-towns.js'
import { listVerifications } from './list-verifications.js'
import { setMyLocation } from './set-my-location.js'
import { setMyPhotos } from './set-my-photos.js'
import { setMyPreferences } from './set-my-preferences.js'
import { setMyPrivacy } from './set-my-privacy.js'
import { setVerified } from './set-verified.js'
import { snapshotProfile } from './snapshot-profile.js'
import { updateMyProfile } from './update-my-profile.js'

export const handlers: Handlers<ProfileContext, ProfileServiceService> = {
  createProfile,
  getMyProfile,
  updateMyProfile,
  deleteMyProfile,
  getProfile,
  findPeople,
  snapshotProfile,
  setMyLocation,
  getMyPreferences,
  setMyPreferences,
  getMyPrivacy,
  setMyPrivacy,
  setMyPhotos,
  setVerified,
  listVerifications,
  getCatalogue,
  listTowns,
}
