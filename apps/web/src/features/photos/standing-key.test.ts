import { expect, it } from 'vitest'

import type { OwnPhoto } from '@kindred/client'

import { standingKey } from './standing-key.js'

const photo: OwnPhoto = {
  media_id: '01890a5d-ac96-774b-bcce-b302099a8057',
  status: 'REJECTED',
  width: 600,
  height: 900,
  thumbhash: '',
  created_at: '2026-03-01T12:00:00Z',
}

it.each([
  [{ status: 'PENDING', reason: 'NOT_LOOKED_AT' }, 'photos-pending-text'],
  [{ status: 'PENDING', reason: 'UNSURE' }, 'photos-person-looks-text'],
  [{ status: 'PENDING', reason: 'LISTED' }, 'photos-person-looks-text'],
  [{ reason: 'EXPLICIT', appeal: 'POSSIBLE' }, 'photos-explicit-text'],
  [{ reason: 'RULE' }, 'photos-rejected-text'],
  [{ reason: 'EXPLICIT', appeal: 'WAITING' }, 'photos-appealed-text'],
  [{ reason: 'RULE', appeal: 'DENIED' }, 'photos-denied-text'],
] as const)('says of %j what stands in %s', (standing, key) => {
  expect(standingKey({ ...photo, ...standing })).toBe(key)
})
