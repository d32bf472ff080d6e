import type { OwnPhoto } from '@kindred/client'
import type { Key } from '@kindred/locales'

/** What its owner is told of a photo that others do not see. */
export function standingKey({ status, reason, appeal }: OwnPhoto): Key {
  if (status === 'PENDING')
    return reason === 'NOT_LOOKED_AT' ? 'photos-pending-text' : 'photos-person-looks-text'
  if (appeal === 'WAITING') return 'photos-appealed-text'
  if (appeal === 'DENIED') return 'photos-denied-text'
  return reason === 'EXPLICIT' ? 'photos-explicit-text' : 'photos-rejected-text'
}
