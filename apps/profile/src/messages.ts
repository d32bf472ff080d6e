import type { Photo } from '@kindred/contracts/media'
import {
  type CandidateFilters,
  type Importance,
  type Preferences,
  type Privacy,
  type Profile,
  Profile as ProfileMessage,
  type PublicProfile,
  PublicProfile as PublicProfileMessage,
} from '@kindred/contracts/profile'
import {
  type ChoiceFields,
  choices,
  type FactFilterFields,
  filterFacts,
  type OwnTextFields,
  ownTexts,
} from '@kindred/facts'
import { ageOn } from '@kindred/kernel'
import { namesOf } from '@kindred/towns'

import { blankOf } from './domain/blank.js'
import { completenessOf } from './domain/completeness.js'
import type { Filters } from './domain/filters.js'
import type { Importance as StoredImportance } from './domain/preferences.js'
import type { Privacy as StoredPrivacy } from './domain/privacy.js'
import type { PhotoSnapshot, ProfileRow } from './store/schema.js'

/** What others see: an age of 0 is none. */
export function toPublicProfile(row: ProfileRow, now: Date): PublicProfile {
  const whole = toWholeProfile(row, now)
  return row.hide_age ? { ...whole, age: 0 } : whole
}

/** The same with what the person keeps from others, for the person and for staff. */
export function toWholeProfile(row: ProfileRow, now: Date): PublicProfile {
  const whole = blankPublic()
  fillPublic(whole, row, now)
  return whole
}

export function toProfile(row: ProfileRow, now: Date): Profile {
  const profile = blankProfile()
  fillPublic(profile, row, now)
  profile.birthDate = row.birth_date
  profile.completeness = completenessOf(row, row.photos.length)
  profile.hasLocation = row.cell !== null
  profile.createdAt = row.created_at
  profile.updatedAt = row.updated_at
  profile.paused = row.paused
  return profile
}

const publicKeys = Object.keys(PublicProfileMessage.fromPartial({})) as (keyof PublicProfile)[]
const blankPublic = blankOf<PublicProfile>(publicKeys)
const blankProfile = blankOf<Profile>(Object.keys(ProfileMessage.fromPartial({})) as (keyof Profile)[])

function fillPublic(to: PublicProfile, row: ProfileRow, now: Date): void {
  to.userId = row.user_id
  to.name = row.name
  to.age = ageOn(row.birth_date, now)
  to.cityNames = namesOf(row.city ?? '')
  to.interests = row.interests
  to.heightCm = row.height_cm ?? undefined
  to.languages = row.languages
  to.photos = row.photos.map((photo) => toPhoto(photo, row.user_id))
  to.verified = row.verified
  const facts: Partial<Record<keyof (ChoiceFields & OwnTextFields), unknown>> = to
  for (const { name, key } of choices) facts[key as keyof ChoiceFields] = row[name] ?? undefined
  for (const { name, key } of ownTexts) facts[key] = row[name] ?? undefined
}

export const toPrivacy = (row: ProfileRow): Privacy => ({
  hideAge: row.hide_age,
  hideDistance: row.hide_distance,
  incognito: row.incognito,
  firstWriter: row.writes_first ? 'ME' : 'ANYONE',
  hideOnline: row.hide_online,
})

export const readPrivacy = (told: Privacy): StoredPrivacy => ({
  hide_age: told.hideAge,
  hide_distance: told.hideDistance,
  incognito: told.incognito,
  writes_first: told.firstWriter === 'ME',
  hide_online: told.hideOnline,
})

/** Undefined before the person set them. */
export function toPreferences(row: ProfileRow): Preferences | undefined {
  if (row.wanted_genders === null) return undefined
  return {
    wantedGenders: row.wanted_genders,
    minAge: row.min_age!,
    maxAge: row.max_age!,
    maxDistanceKm: row.max_distance_km!,
    filters: row.filters === null ? undefined : toFilters(row.filters),
    importance: row.importance === null ? undefined : toImportance(row.importance),
    widenDistance: row.widen_distance ?? false,
  }
}

const toFilters = (filters: Filters): CandidateFilters => ({
  ...toFactFilters(filters),
  interests: [...filters.interests],
  languages: [...filters.languages],
  minHeightCm: filters.min_height_cm ?? undefined,
  maxHeightCm: filters.max_height_cm ?? undefined,
})

/** Filters that were stored before a fact was there ask nothing of it. */
const toFactFilters = (filters: Partial<Filters>): FactFilterFields =>
  Object.fromEntries(
    filterFacts.map(({ filter, kind }) => [
      filter.key,
      filters[filter.name as keyof Filters] ?? (kind === 'flag' ? false : []),
    ]),
  ) as FactFilterFields

const toImportance = ({ distance, interests, activity }: StoredImportance): Importance => ({
  distance: distance ?? undefined,
  interests: interests ?? undefined,
  activity: activity ?? undefined,
})

export const toPhoto = (photo: PhotoSnapshot, ownerId: string): Photo => ({
  ownerId,
  mediaId: photo.media_id,
  thumbhash: photo.thumbhash,
  width: photo.width,
  height: photo.height,
})
