import { AppError } from '@kindred/kernel'

export const mediaNotFound = () =>
  new AppError({
    kind: 'notFound',
    code: 'MEDIA_NOT_FOUND',
    detail: 'There is no such photo, or it is not for you.',
  })

export const tooLarge = (maxBytes: number) =>
  new AppError({
    kind: 'tooLarge',
    code: 'MEDIA_TOO_LARGE',
    detail: `A picture may have at most ${maxBytes} bytes.`,
  })

export const chunkTooLarge = (maxBytes: number) =>
  new AppError({
    kind: 'invalid',
    code: 'MEDIA_CHUNK_TOO_LARGE',
    detail: `Send chunks of at most ${maxBytes} bytes.`,
  })

export const unsupported = () =>
  new AppError({
    kind: 'unsupportedMedia',
    code: 'MEDIA_UNSUPPORTED',
    detail: 'Send a JPEG, PNG or WebP picture.',
  })

export const unreadable = (cause?: unknown) =>
  new AppError({
    kind: 'invalid',
    code: 'MEDIA_UNREADABLE',
    detail: 'The picture is damaged or not complete.',
    cause,
  })

export const tooManyPixels = (maxPixels: number) =>
  new AppError({
    kind: 'invalid',
    code: 'MEDIA_TOO_MANY_PIXELS',
    detail: `A picture of this kind (format, depth of colour, passes) may have at most ${maxPixels} pixels.`,
  })

export const tooSmall = (minSide: number) =>
  new AppError({
    kind: 'invalid',
    code: 'MEDIA_TOO_SMALL',
    detail: `The shorter side must keep at least ${minSide} pixels when the longer one is scaled to what is stored.`,
  })

export const quotaReached = (quota: number) =>
  new AppError({
    kind: 'wrongState',
    code: 'MEDIA_QUOTA_REACHED',
    detail: `You have ${quota} photos already. Delete one first.`,
  })

export const notRejected = () =>
  new AppError({
    kind: 'wrongState',
    code: 'MEDIA_NOT_REJECTED',
    detail: 'No check has rejected this photo. Where a moderator has, appeal against the decision.',
  })

export const appealed = () =>
  new AppError({
    kind: 'wrongState',
    code: 'MEDIA_APPEALED',
    detail: 'You have asked for another look at this photo already.',
  })

export const ownerGone = () =>
  new AppError({ kind: 'wrongState', code: 'MEDIA_OWNER_GONE', detail: 'This account is being deleted.' })

export const busy = () =>
  new AppError({
    kind: 'unavailable',
    code: 'MEDIA_BUSY',
    detail: 'Too many pictures are being worked on. Try again in a moment.',
    retryAfter: 5,
  })

export const storageFull = (cause: unknown) =>
  new AppError({
    kind: 'unavailable',
    code: 'MEDIA_STORAGE_FULL',
    detail: 'There is no room for photos right now.',
    retryAfter: 60,
    cause,
  })

export const storageAway = (cause: unknown) =>
  new AppError({
    kind: 'unavailable',
    code: 'MEDIA_STORAGE_UNAVAILABLE',
    detail: 'Photos cannot be kept right now.',
    retryAfter: 5,
    cause,
  })
