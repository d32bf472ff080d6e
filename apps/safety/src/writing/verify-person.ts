import { hasLeft, lockPeople } from '@kindred/events/departures'
import { newId } from '@kindred/kernel'

import {
  checkGesturesLeft,
  checkVideo,
  gestureMs,
  type GestureName,
  gestureWindowStart,
  randomGesture,
  severityOfVerification,
  videoKeptMs,
} from '../domain/verification.js'
import {
  verificationExpired,
  verificationNotFound,
  verificationPending,
} from '../domain/verification-errors.js'
import { openCaseFor, saveSeverity } from '../store/cases.js'
import { closeCaseAbout } from '../store/claims.js'
import type { Trx } from '../store/schema.js'
import {
  findLastSubmitted,
  findVerificationForChange,
  findWaiting,
  listStartTimes,
  removeVerificationsBefore,
  saveVerification,
  saveVideo,
} from '../store/verifications.js'

interface Started {
  readonly id: string
  readonly gesture: GestureName
  readonly expiresAt: Date
  /** The video note before could not be told to show the person. */
  readonly again: boolean
}

/**
 * Asks a person for a gesture; for the same one as long as it is valid, and for few a day, so that nobody draws until a prepared video
 * fits. Asking again leaves no more time.
 */
export async function startVerification(trx: Trx, userId: string, now: Date): Promise<Started> {
  await lockPeople(trx, userId)
  const last = await findLastSubmitted(trx, userId)
  if (last?.outcome === null) throw verificationPending()
  const again = last?.outcome === 'TRY_AGAIN'
  const waiting = await findWaiting(trx, userId, now)
  if (waiting !== undefined) return { ...waiting, expiresAt: waiting.expires_at, again }
  checkGesturesLeft(await listStartTimes(trx, userId, gestureWindowStart(now)), now)
  const [id, gesture, expiresAt] = [newId(), randomGesture(), new Date(now.getTime() + gestureMs)]
  await saveVerification(trx, { id, user_id: userId, gesture, started_at: now, expires_at: expiresAt })
  return { id, gesture, expiresAt, again }
}

/** Takes a video note and opens the case in which a moderator compares it with the photos. */
export async function submitVerification(
  trx: Trx,
  { id, userId, video }: { readonly id: string; readonly userId: string; readonly video: Buffer },
  now: Date,
): Promise<void> {
  await lockPeople(trx, userId)
  const verification = await findVerificationForChange(trx, id, userId)
  if (verification === undefined || (await hasLeft(trx, userId))) throw verificationNotFound()
  const last = await findLastSubmitted(trx, userId)
  if (last?.outcome === null) throw verificationPending()
  if (verification.submitted_at !== null || verification.expires_at <= now) throw verificationExpired()
  checkVideo(video)
  await saveVideo(trx, id, video, now)
  const file = await openCaseFor(trx, { kind: 'VERIFICATION', userId, aboutId: id }, now)
  await saveSeverity(trx, file.id, severityOfVerification)
}

/** Lets video notes go that nobody looked at in time, with their cases. */
export async function forgetVideos(trx: Trx, now: Date): Promise<void> {
  const ids = await removeVerificationsBefore(trx, new Date(now.getTime() - videoKeptMs))
  for (const id of ids) await closeCaseAbout(trx, id, now)
}
