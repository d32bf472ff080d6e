import { AppError } from '@kindred/kernel'

/** Too much is under way at once. */
export const overloaded = (): AppError =>
  new AppError({
    kind: 'unavailable',
    code: 'OVERLOADED',
    detail: 'The server is overloaded. Try again after Retry-After seconds.',
    retryAfter: 1,
  })
