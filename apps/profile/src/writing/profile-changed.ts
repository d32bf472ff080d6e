import { cellToLatLng } from 'h3-js'

import type { ProfileChanged } from '@kindred/contracts/profile'
import { choices, type EventChoices } from '@kindred/facts'
import { zoneAt } from '@kindred/towns'

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
  timeZone: row.cell === null ? '' : zoneOfCell(row.cell),
})

const toEventChoices = (row: ProfileRow): EventChoices =>
  Object.fromEntries(choices.map(({ name, key }) => [key, row[name] ?? 'UNSPECIFIED'])) as EventChoices

const zonesByCell = new Map<string, string>()
const maxCells = 10_000

/** Remembered, since all towns are gone through for it. */
function zoneOfCell(cell: string): string {
  const known = zonesByCell.get(cell)
  if (known !== undefined) return known
  const [latitude, longitude] = cellToLatLng(cell)
  const zone = zoneAt({ latitude, longitude })
  if (zonesByCell.size === maxCells) zonesByCell.clear()
  zonesByCell.set(cell, zone)
  return zone
}
