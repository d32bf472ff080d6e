import { AppError } from '@kindred/kernel'

export const targetNotFound = () =>
  new AppError({ kind: 'notFound', code: 'TARGET_NOT_FOUND', detail: 'There is no such person.' })

export const targetIsSelf = () =>
  new AppError({
    kind: 'invalid',
    code: 'TARGET_IS_SELF',
    detail: 'Nobody can report themselves.',
    fields: [{ pointer: '/target_user_id', code: 'NOT_ALLOWED', detail: 'This is the caller.' }],
  })

/** A report that does not say enough; `pointer` is what it lacks. */
export const reportIncomplete = (pointer: string, detail: string) =>
  new AppError({
    kind: 'invalid',
    code: 'REPORT_INCOMPLETE',
    detail: 'The report does not say what it is about.',
    fields: [{ pointer, code: 'REQUIRED', detail }],
  })

export const reportsUsedUp = (retryAfter: number) =>
  new AppError({
    kind: 'rateLimited',
    code: 'REPORTS_USED_UP',
    detail: 'All reports of the past 24 hours are used up.',
    retryAfter,
  })
