import { AppError } from '@kindred/kernel'

export const viewerNotReady = () =>
  new AppError({
    kind: 'wrongState',
    code: 'VIEWER_NOT_READY',
    detail: 'Make a profile, set preferences and a location first.',
  })

export const targetNotFound = () =>
  new AppError({ kind: 'notFound', code: 'TARGET_NOT_FOUND', detail: 'There is no such person.' })

export const deckIsGone = () =>
  new AppError({
    kind: 'invalid',
    code: 'PAGE_TOKEN_INVALID',
    detail: 'The deck of this page token is no longer kept. Ask for the first page again.',
    fields: [{ pointer: '/page_token', code: 'INVALID', detail: 'Leave it out to begin a new deck.' }],
  })

export const targetIsSelf = () =>
  new AppError({
    kind: 'invalid',
    code: 'TARGET_IS_SELF',
    detail: 'Nobody can swipe on themselves.',
    fields: [{ pointer: '/target_user_id', code: 'NOT_ALLOWED', detail: 'This is the caller.' }],
  })

export const alreadyMatched = () =>
  new AppError({
    kind: 'wrongState',
    code: 'ALREADY_MATCHED',
    detail: 'This is a match already; end the match instead.',
  })

export const superlikesUsedUp = (retryAfter: number, resetAt: Date) =>
  new AppError({
    kind: 'rateLimited',
    code: 'SUPERLIKES_USED_UP',
    detail: `All superlikes of the past 24 hours are used up. The next one is free at ${resetAt.toISOString()}.`,
    retryAfter,
  })

export const nothingToUndo = () =>
  new AppError({
    kind: 'wrongState',
    code: 'NOTHING_TO_UNDO',
    detail: 'There is no swipe of the last minutes that can be taken back.',
  })

export const matchNotFound = () =>
  new AppError({ kind: 'notFound', code: 'MATCH_NOT_FOUND', detail: 'There is no such match.' })

export const messageInvalid = () =>
  new AppError({
    kind: 'invalid',
    code: 'MESSAGE_INVALID',
    detail: 'The message is not usable.',
    fields: [{ pointer: '/message', code: 'INVALID', detail: 'Must not hold a zero byte.' }],
  })

export const swipesUsedUp = (retryAfter: number, resetAt: Date) =>
  new AppError({
    kind: 'rateLimited',
    code: 'SWIPES_USED_UP',
    detail: `All swipes of the past 24 hours are used up. The next one is free at ${resetAt.toISOString()}.`,
    retryAfter,
  })

export const ageRangeInvalid = () =>
  new AppError({
    kind: 'invalid',
    code: 'AGE_RANGE_INVALID',
    detail: 'The oldest age is below the youngest.',
    fields: [{ pointer: '/max_age', code: 'BELOW_MIN_AGE', detail: 'Must not be below min_age.' }],
  })

export const heightRangeInvalid = () =>
  new AppError({
    kind: 'invalid',
    code: 'HEIGHT_RANGE_INVALID',
    detail: 'The least height is above the greatest.',
    fields: [
      {
        pointer: '/filters/min_height_cm',
        code: 'ABOVE_MAX_HEIGHT',
        detail: 'Must not be above max_height_cm.',
      },
    ],
  })
