import type { PhotoHeld } from '@kindred/contracts/media'
import { hasLeft, lockPeople } from '@kindred/events/departures'

import { severityOfPhoto } from '../domain/measures.js'
import { openCaseFor, saveSeverity } from '../store/cases.js'
import { closeCaseAbout } from '../store/claims.js'
import { removePhotoFinding, savePhotoFinding } from '../store/photo-findings.js'
import type { Trx } from '../store/schema.js'

/** Opens a case about a photo that waits for a look; one that waits already goes on with what was found last. */
export async function holdPhoto(trx: Trx, event: PhotoHeld, now: Date): Promise<void> {
  const { mediaId, ownerId, reason, score, model, isListed } = event
  await lockPeople(trx, ownerId)
  if (await hasLeft(trx, ownerId)) return
  const { id } = await openCaseFor(trx, { kind: 'PHOTO', userId: ownerId, aboutId: mediaId }, now)
  await saveSeverity(trx, id, severityOfPhoto(isListed))
  const found = { media_id: mediaId, owner_id: ownerId, reason, model, looks_removed: isListed, held_at: now }
  await savePhotoFinding(trx, { ...found, score: score ?? null })
}

/** Closes the case about a photo that its owner has deleted. */
export async function dropPhoto(trx: Trx, mediaId: string, now: Date): Promise<void> {
  await closeCaseAbout(trx, mediaId, now)
  await removePhotoFinding(trx, mediaId)
}
