import type { Photo } from '@kindred/contracts/media'
import type {
  CandidateFilters,
  Importance,
  Preferences,
  Privacy,
  Profile,
  PublicProfile,
} from '@kindred/contracts/profile'
import {
  type ChoiceFields,
  choices,
  type FactFilterFields,
  filterFacts,
  type OwnTextFields,
  type OwnTexts,
  ownTexts,
  type StatedChoices,
} from '@kindred/facts'
import { ageOn } from '@kindred/kernel'
import { namesOf } from '@kindred/towns'

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
export const toWholeProfile = (row: ProfileRow, now: Date): PublicProfile => ({
  userId: row.user_id,
  name: row.name,
  age: ageOn(row.birth_date, now),
  ...toChoices(row),
  ...toTexts(row),
  cityNames: namesOf(row.city ?? ''),
  interests: row.interests,
  heightCm: row.height_cm ?? undefined,
  languages: row.languages,
  photos: row.photos.map((photo) => toPhoto(photo, row.user_id)),
  verified: row.verified,
})

export const toProfile = (row: ProfileRow, now: Date): Profile => ({
  ...toWholeProfile(row, now),
  birthDate: row.birth_date,
  completeness: completenessOf(row, row.photos.length),
  hasLocation: row.cell !== null,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  paused: row.paused,
})

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

const toChoices = (row: StatedChoices): ChoiceFields =>
  Object.fromEntries(choices.map(({ name, key }) => [key, row[name] ?? undefined])) as ChoiceFields

const toTexts = (row: OwnTexts): OwnTextFields =>
  Object.fromEntries(ownTexts.map(({ name, key }) => [key, row[name] ?? undefined])) as OwnTextFields

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
