import { AppError } from '@kindred/kernel'

export const verificationNotFound = (): AppError =>
  new AppError({
    kind: 'notFound',
    code: 'VERIFICATION_NOT_FOUND',
    detail: 'There is no such verification of yours.',
  })

export const verificationExpired = (): AppError =>
  new AppError({
    kind: 'wrongState',
    code: 'VERIFICATION_EXPIRED',
    detail: 'The gesture was good for 5 minutes. Begin anew.',
  })

export const verificationPending = (): AppError =>
  new AppError({
    kind: 'conflict',
    code: 'VERIFICATION_PENDING',
    detail: 'A video note of yours waits for a moderator.',
  })

export const verificationsUsedUp = (retryAfter: number): AppError =>
  new AppError({
    kind: 'rateLimited',
    code: 'VERIFICATIONS_USED_UP',
    detail: 'All gestures of the past 24 hours are used up.',
    retryAfter,
  })

export const videoTooLarge = (maxBytes: number): AppError =>
  new AppError({
    kind: 'tooLarge',
    code: 'VIDEO_TOO_LARGE',
    detail: `A video note may have at most ${maxBytes} bytes.`,
  })

export const videoUnsupported = (): AppError =>
  new AppError({ kind: 'unsupportedMedia', code: 'VIDEO_UNSUPPORTED', detail: 'A video note is an MP4.' })

export const videoNotFound = (): AppError =>
  new AppError({ kind: 'notFound', code: 'VIDEO_NOT_FOUND', detail: 'There is no video note any more.' })
