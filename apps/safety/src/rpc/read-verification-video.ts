import { createHash } from 'node:crypto'

import type { ModerationServiceService } from '@kindred/contracts/safety'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { lookAtVideo } from '../writing/look-at-video.js'

const chunkBytes = 64 * 1024

export const readVerificationVideo: Handler<
  SafetyContext,
  ModerationServiceService['readVerificationVideo']
> = async function* ({ db, clock }, { caseId, offset, length }, { principal }) {
  const video = await transact(db, (trx) => lookAtVideo(trx, caseId, userOf(principal), clock.now()))
  const etag = createHash('sha256').update(video).digest('base64url').slice(0, 22)
  yield { part: { $case: 'header', value: { contentType: 'video/mp4', sizeBytes: video.length, etag } } }
  const end = length === 0 ? video.length : Math.min(video.length, offset + length)
  for (let start = offset; start < end; start += chunkBytes)
    yield { part: { $case: 'chunk', value: video.subarray(start, Math.min(end, start + chunkBytes)) } }
}
