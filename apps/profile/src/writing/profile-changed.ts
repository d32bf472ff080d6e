import type { ProfileChanged } from '@kindred/contracts/profile'
import { choices, type EventChoices } from '@kindred/facts'

import { completenessOf } from '../domain/completeness.js'
import { toPhoto, toPreferences, toPrivacy } from '../messages.js'
import type { ProfileRow } from '../store/schema.js'

/** The whole state as the other services may know it: of the place only the published cell. */
export const toProfileChanged = (row: ProfileRow): ProfileChanged => ({
  userId: row.user_id,
  version: row.version,
  name: row.name,
  birthDate: row.birth_date,
  ...toEventChoices(row),
  bio: row.bio ?? '',
  city: row.city ?? '',
  interests: row.interests,
  heightCm: row.height_cm ?? 0,
  languages: row.languages,
  photos: row.photos.map((photo) => toPhoto(photo, row.user_id)),
  completeness: completenessOf(row, row.photos.length),
  cell: row.cell ?? '',
  preferences: toPreferences(row),
  createdAt: row.created_at,
  paused: row.paused,
  verified: row.verified,
  privacy: toPrivacy(row),
})

const toEventChoices = (row: ProfileRow): EventChoices =>
  Object.fromEntries(choices.map(({ name, key }) => [key, row[name] ?? 'UNSPECIFIED'])) as EventChoices
