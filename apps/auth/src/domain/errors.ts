import { AppError } from '@kindred/kernel'

/** The detail never says which check failed: that would help a forger only. */
export const initDataInvalid = (): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'INIT_DATA_INVALID',
    detail: 'This is not initData signed by Telegram for this bot.',
  })

/** Said of genuine initData only, so that the app can ask for a fresh one by reopening. */
export const initDataExpired = (): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'INIT_DATA_EXPIRED',
    detail: 'This initData is too old. Open the app from Telegram again.',
  })

export const sessionRevoked = (): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'SESSION_REVOKED',
    detail: 'This session was ended. Sign in again.',
  })

/** What somebody who is shut out is told. */
export interface ShutOut {
  readonly isBanned: boolean
  readonly endsAt: Date | null
  readonly rule: string
  readonly decisionId: string
  /** With it the person may appeal without being signed in. */
  readonly appealToken: string
}

export const accountShutOut = ({ isBanned, endsAt, rule, decisionId, appealToken }: ShutOut): AppError =>
  new AppError({
    kind: 'forbidden',
    code: isBanned ? 'ACCOUNT_BANNED' : 'ACCOUNT_SUSPENDED',
    detail: isBanned ? 'This account is banned.' : 'This account is suspended for a while.',
    facts: {
      rule,
      decision_id: decisionId,
      appeal_token: appealToken,
      ...(endsAt === null ? {} : { ends_at: endsAt.toISOString() }),
    },
  })

export const invitationRequired = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'INVITATION_REQUIRED',
    detail: 'New people come by an invitation here. Ask somebody who has an account for their link.',
  })

export const sessionNotFound = (): AppError =>
  new AppError({ kind: 'notFound', code: 'SESSION_NOT_FOUND', detail: 'You have no such session.' })

export const deletionNotFound = (): AppError =>
  new AppError({ kind: 'notFound', code: 'DELETION_NOT_FOUND', detail: 'This account is not being deleted.' })

export const deletionUnderWay = (): AppError =>
  new AppError({
    kind: 'wrongState',
    code: 'DELETION_UNDER_WAY',
    detail: 'This account is being erased already; that cannot be undone.',
  })

export const receiptNotFound = (): AppError =>
  new AppError({ kind: 'notFound', code: 'RECEIPT_NOT_FOUND', detail: 'There is no such receipt.' })

export const signInNotFresh = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'SIGN_IN_NOT_FRESH',
    detail: 'This needs a sign-in in the Mini App of the last 15 minutes. Sign in again.',
  })

export const exportNotFound = (): AppError =>
  new AppError({
    kind: 'notFound',
    code: 'EXPORT_NOT_FOUND',
    detail: 'There is no such export, or its time is over.',
  })

export const personNotFound = (): AppError =>
  new AppError({ kind: 'notFound', code: 'PERSON_NOT_FOUND', detail: 'There is no such person.' })

export const lastAdmin = (): AppError =>
  new AppError({
    kind: 'wrongState',
    code: 'LAST_ADMIN',
    detail: 'Nobody else is an admin. Make somebody else one first.',
  })

export const roleFromSettings = (): AppError =>
  new AppError({
    kind: 'wrongState',
    code: 'ROLE_FROM_SETTINGS',
    detail: "The operator's KINDRED_ADMINS names this person.",
  })

/** Says nothing of why: a code is a secret. */
export const consoleLinkInvalid = (): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'CONSOLE_LINK_INVALID',
    detail: 'This link was used, is too old or was never one. Ask for a new one.',
  })

export const refreshTokenInvalid = (): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'REFRESH_TOKEN_INVALID',
    detail: 'This refresh token is unknown or its session has ended. Sign in again.',
  })

export const refreshTokenReused = (): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'REFRESH_TOKEN_REUSED',
    detail: 'This refresh token was used before, so its session was ended. Sign in again.',
  })
