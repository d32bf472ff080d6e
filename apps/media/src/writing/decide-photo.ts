import { lockPeople } from '@kindred/events/departures'

import { maxHashDistance, mirrored, type PictureMark } from '../domain/picture-mark.js'
import { findHeld } from '../store/held-photos.js'
import { lookAgainAtLike } from '../store/looks.js'
import { changePhoto, lockPhoto } from '../store/photos.js'
import { findLastRemoval, forgetRemoval, saveRemoval } from '../store/removals.js'
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
  /** Another moderator has seen the photo and takes the decision back: it is to be shown. */
  readonly seenAgain: boolean
}

/** Carries out a moderator's decision, which no later look changes; the photo may be gone, its hold not. */
export async function decidePhoto(trx: Trx, decision: PhotoDecision, now: Date): Promise<void> {
  await lockPeople(trx, decision.ownerId)
  const before = await lockPhoto(trx, decision.mediaId)
  if (before !== undefined && before.owner_id !== decision.ownerId) return
  if (decision.takenBack) return takeBack(trx, decision, before, now)
  if (decision.listHash) await listHash(trx, decision, before, now)
  if (before !== undefined) await (decision.approved ? approve : remove)(trx, decision, before, now)
}

/** Shows a photo; one that another decision has removed is shown once that one is taken back. */
async function approve(trx: Trx, { mediaId }: PhotoDecision, before: PhotoRow, now: Date): Promise<void> {
  const isRemoved = (await findLastRemoval(trx, mediaId)) !== undefined
  const outcome = isRemoved ? { shown_before: true } : shown
  await tellState(trx, await changePhoto(trx, mediaId, { ...outcome, decided_at: now }), before)
}

async function remove(trx: Trx, decision: PhotoDecision, before: PhotoRow, now: Date): Promise<void> {
  const { mediaId, decisionId, rule } = decision
  const isFirst = (await findLastRemoval(trx, mediaId)) === undefined
  await saveRemoval(trx, { media_id: mediaId, decision_id: decisionId, rule })
  const removed = { status: 'REJECTED', reason: 'RULE', rule, decided_at: now } as const
  const change = isFirst ? { ...removed, shown_before: before.status === 'APPROVED' } : removed
  await tellState(trx, await changePhoto(trx, mediaId, change), before)
}

const shown = { status: 'APPROVED', reason: null, rule: null } as const

/**
 * Undoes a removal and no other: while another decision has removed the photo as well it stays removed, by that one's rule. What was not
 * shown before waits for a person's look, unless that was the reason.
 */
async function takeBack(
  trx: Trx,
  decision: PhotoDecision,
  before: PhotoRow | undefined,
  now: Date,
): Promise<void> {
  const { mediaId } = decision
  for (const mark of await forgetRemovedPhoto(trx, decision)) await lookAgainAt(trx, mark, now)
  if (before === undefined || !(await forgetRemoval(trx, decision))) return
  const other = await findLastRemoval(trx, mediaId)
  const isToBeShown = before.shown_before || decision.seenAgain
  if (other !== undefined)
    return void (await changePhoto(trx, mediaId, { rule: other.rule, shown_before: isToBeShown }))
  if (isToBeShown) return tellState(trx, await changePhoto(trx, mediaId, shown), before)
  const waits = { status: 'PENDING', reason: null, rule: null, decided_at: null } as const
  await tellHeld(trx, await changePhoto(trx, mediaId, waits), 'APPEALED')
}

/** Puts a photo on the list; what is like it is looked at again. */
async function listHash(
  trx: Trx,
  decision: PhotoDecision,
  photo: PhotoRow | undefined,
  now: Date,
): Promise<void> {
  const mark = markIn(photo) ?? markIn(await findHeld(trx, decision.mediaId))
  if (mark === undefined) return
  await saveRemovedPhoto(trx, decision, mark, now)
  await lookAgainAt(trx, mark, now)
}

/** What is like a picture that came on the list or leaves it, or like its mirror, may have to be hidden or shown. */
async function lookAgainAt(trx: Trx, mark: PictureMark, now: Date): Promise<void> {
  for (const { hash } of [mark, mirrored(mark)])
    await lookAgainAtLike(trx, hash, { now, within: maxHashDistance })
}

const markIn = (row: Pick<PhotoRow, 'hash' | 'detail'> | undefined): PictureMark | undefined =>
  row?.hash != null && row.detail !== null ? { hash: row.hash, detail: row.detail } : undefined
