import type { UserPrincipal } from '@kindred/kernel'

import { videoNotFound } from '../domain/verification-errors.js'
import { appendAudit, findTimesOf } from '../store/audit.js'
import type { Trx } from '../store/schema.js'
import { findVideo } from '../store/verifications.js'
import { getVisibleCase } from './look-at-case.js'

/** The name of the look in the audit record. */
export const videoSeen = 'video.seen'
const sameLookMs = 15 * 60_000

/** The video note of a case, for who may see the case; records the look, once for all the ranges that a player reads one by one. */
export async function lookAtVideo(
  trx: Trx,
  caseId: string,
  caller: UserPrincipal,
  now: Date,
): Promise<Buffer> {
  const file = await getVisibleCase(trx, caseId, caller)
  const video = file.kind === 'VERIFICATION' ? await findVideo(trx, file.about_id!) : undefined
  if (video === undefined) throw videoNotFound()
  const entry = { actorId: caller.userId, action: videoSeen, subjectId: file.user_id, caseId }
  const { last } = await findTimesOf(trx, entry)
  if (last === null || last.getTime() + sameLookMs < now.getTime())
    await appendAudit(trx, { ...entry, reason: '', before: '', after: '' }, now)
  return video
}
