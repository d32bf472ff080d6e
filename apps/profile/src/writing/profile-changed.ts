import type { ProfileChanged } from '@kindred/contracts/profile'

import { completenessOf } from '../domain/completeness.js'
import { toPhoto, toPreferences } from '../messages.js'
import type { ProfileRow } from '../store/schema.js'

/** The whole state as the other services may know it: of the place only the published cell. */
export const toProfileChanged = (row: ProfileRow): ProfileChanged => ({
  userId: row.user_id,
  version: row.version,
  name: row.name,
  birthDate: row.birth_date,
  gender: row.gender,
  bio: row.bio ?? '',
  city: row.city ?? '',
  interests: row.interests,
  goal: row.goal ?? 'UNSPECIFIED',
  heightCm: row.height_cm ?? 0,
  languages: row.languages,
  smoking: row.smoking ?? 'UNSPECIFIED',
  drinking: row.drinking ?? 'UNSPECIFIED',
  children: row.children ?? 'UNSPECIFIED',
  education: row.education ?? 'UNSPECIFIED',
  photos: row.photos.map((photo) => toPhoto(photo, row.user_id)),
  completeness: completenessOf(row, row.photos.length),
  cell: row.cell ?? '',
  preferences: toPreferences(row),
  createdAt: row.created_at,
  paused: row.paused,
  verified: row.verified,
})
