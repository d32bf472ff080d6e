import { lockPeople } from '@kindred/events/departures'

import { maxHashDistance, mirrored, type PictureMark } from '../domain/picture-mark.js'
import { findHeld } from '../store/held-photos.js'
import { lookAgainAtLike } from '../store/looks.js'
import { changePhoto, lockPhoto } from '../store/photos.js'
import { forgetRemovedPhoto, saveRemovedPhoto } from '../store/removed-photos.js'
import type { PhotoRow, Trx } from '../store/schema.js'
import { tellHeld, tellState } from './tell-state.js'

/** What a moderator decided about a photo. */
export interface PhotoDecision {
  readonly mediaId: string
  readonly ownerId: string
  readonly approved: boolean
  readonly rule: string
  /** Copies of it are to be held for a look. */
  readonly listHash: boolean
  readonly decisionId: string
  /** The decision holds no longer. */
  readonly takenBack: boolean
}

/** Carries out a moderator's decision, which no later look changes; the photo may be gone, its hold not. */
export async function decidePhoto(trx: Trx, decision: PhotoDecision, now: Date): Promise<void> {
  await lockPeople(trx, decision.ownerId)
  const before = await lockPhoto(trx, decision.mediaId)
  if (before !== undefined && before.owner_id !== decision.ownerId) return
  if (decision.takenBack) return takeBack(trx, decision, before)
  if (decision.approved) await forgetRemovedPhoto(trx, decision.mediaId)
  else if (decision.listHash) await listHash(trx, decision.mediaId, before, now)
  if (before === undefined) return
  const outcome = decision.approved
    ? { status: 'APPROVED' as const, reason: null, rule: null, removed_by: null }
    : { ...removed, rule: decision.rule, removed_by: decision.decisionId, shown_before: wasShown(before) }
  await tellState(trx, await changePhoto(trx, before.id, { ...outcome, decided_at: now }), before)
}

const removed = { status: 'REJECTED', reason: 'RULE' } as const

/** Whether it was shown before the first of the decisions that removed it. */
const wasShown = ({ status, removed_by, shown_before }: PhotoRow): boolean =>
  status === 'APPROVED' || (removed_by !== null && shown_before)

/** Undoes a removal. What was not shown before waits for a person's look; what another decision has removed as well stays removed. */
async function takeBack(trx: Trx, decision: PhotoDecision, before: PhotoRow | undefined): Promise<void> {
  if (before === undefined) return forgetRemovedPhoto(trx, decision.mediaId)
  // Photos removed before migration 0004 do not know by which decision.
  const removedBy = before.removed_by ?? decision.decisionId
  if (before.reason !== 'RULE' || removedBy !== decision.decisionId) return
  await forgetRemovedPhoto(trx, decision.mediaId)
  const restored = { reason: null, rule: null, removed_by: null }
  if (before.shown_before)
    return tellState(trx, await changePhoto(trx, before.id, { ...restored, status: 'APPROVED' }), before)
  const waiting = await changePhoto(trx, before.id, { ...restored, status: 'PENDING', decided_at: null })
  await tellHeld(trx, waiting, 'APPEALED')
}

/** Puts a photo on the list; what is shown and like it, or like its mirror, is looked at again. */
async function listHash(trx: Trx, mediaId: string, photo: PhotoRow | undefined, now: Date): Promise<void> {
  const mark = markIn(photo) ?? markIn(await findHeld(trx, mediaId))
  if (mark === undefined) return
  await saveRemovedPhoto(trx, mediaId, mark, now)
  for (const { hash } of [mark, mirrored(mark)])
    await lookAgainAtLike(trx, hash, { now, within: maxHashDistance })
}

const markIn = (row: Pick<PhotoRow, 'hash' | 'detail'> | undefined): PictureMark | undefined =>
  row?.hash != null && row.detail !== null ? { hash: row.hash, detail: row.detail } : undefined
