import { ProfileChanged } from '@kindred/contracts/profile'
import { consume } from '@kindred/events'

import { type ChatContext } from '../context.js'
import { digestOf } from '../domain/tombstone.js'
import { saveParticipant } from '../store/participants.js'
import { type Db } from '../store/schema.js'
import { findBurial, lockPeople, removeTombstone } from '../store/tombstones.js'

/** Keeps the name and the first photo. Of somebody who left it believes only a profile made after that. */
export const profileChanged = consume(ProfileChanged, async (trx: Db, event, _: ChatContext) => {
  const digest = digestOf({ kind: 'person', id: event.userId })
  await lockPeople(trx, [event.userId])
  const buriedAt = await findBurial(trx, [digest])
  if (buriedAt !== undefined && (event.createdAt ?? buriedAt) <= buriedAt) return
  if (buriedAt !== undefined) await removeTombstone(trx, digest)

  const [photo] = event.photos
  await saveParticipant(trx, {
    user_id: event.userId,
    name: event.name,
    photo: photo
      ? { media_id: photo.mediaId, thumbhash: photo.thumbhash, width: photo.width, height: photo.height }
      : null,
    version: event.version,
  })
})
