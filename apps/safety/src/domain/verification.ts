import { randomInt } from 'node:crypto'

import { verificationsUsedUp, videoTooLarge, videoUnsupported } from './verification-errors.js'

/** What a video note may be asked to show. */
const gestures = [
  'THUMB_UP',
  'TWO_FINGERS',
  'FOUR_FINGERS',
  'OPEN_HAND',
  'FIST',
  'TOUCH_NOSE',
  'LEFT_EAR',
  'RIGHT_EAR',
  'HAND_ON_HEAD',
  'HAND_UNDER_CHIN',
  'COVER_LEFT_EYE',
  'COVER_RIGHT_EYE',
] as const
export type GestureName = (typeof gestures)[number]

/** One that nobody can foresee. */
export const randomGesture = (): GestureName => gestures[randomInt(gestures.length)]!

/** How long a gesture may be shown. */
export const gestureMs = 5 * 60_000
/** Enough for whoever is late twice. */
const gesturesPerDay = 3
const dayMs = 24 * 3_600_000

/** Gestures that were asked for since then count. */
export const gestureWindowStart = (now: Date): Date => new Date(now.getTime() - dayMs)

/** Throws VERIFICATIONS_USED_UP when so many gestures were asked for since the start of the window, the oldest first. */
export function checkGesturesLeft(times: readonly Date[], now: Date): void {
  const freed = times.at(-gesturesPerDay)
  if (freed !== undefined)
    throw verificationsUsedUp(Math.ceil((freed.getTime() + dayMs - now.getTime()) / 1000))
}

/** How long a video note is kept at most: promised are 7 days, so an hour is left to the job that removes it. */
export const videoKeptMs = (7 * 24 - 1) * 3_600_000
/** Somebody waits for it, in no danger. */
export const severityOfVerification = 350

const maxVideoBytes = 20 * 1024 * 1024

/** Throws VIDEO_TOO_LARGE. */
export function checkVideoSize(bytes: number): void {
  if (bytes > maxVideoBytes) throw videoTooLarge(maxVideoBytes)
}

/** Throws VIDEO_UNSUPPORTED for anything but an MP4: its first box is `ftyp` (ISO 14496-12). */
export function checkVideo(video: Buffer): void {
  if (video.subarray(4, 8).toString('latin1') !== 'ftyp') throw videoUnsupported()
}
