import { GrammyError, HttpError } from 'grammy'

import { isShutOut, KindredError } from '@kindred/client'
import type { Log } from '@kindred/kernel'
import type { Key } from '@kindred/locales'

const away = new Set([0, 401, 502, 503, 504])

/** True for what the gateway says to somebody new without an invitation, where one is required. */
export const isUninvited = (error: unknown): boolean =>
  error instanceof KindredError && error.code === 'INVITATION_REQUIRED'

/** What a person is told of a failure. */
export function excuseFor(error: unknown): Key {
  if (!(error instanceof KindredError)) return 'bot-error'
  if (error.status === 429) return 'bot-error-slow'
  if (isUninvited(error)) return 'bot-uninvited'
  if (error.code === 'ACCOUNT_DELETED') return 'bot-error-leaving'
  if (error.code === 'PROFILE_NOT_FOUND') return 'bot-no-profile'
  return away.has(error.status) ? 'bot-error-away' : 'bot-error'
}

/** What the log is told of a failure. `update` is the kind of the update, never the person. */
export function tellFailure(log: Log, error: unknown, update: string | undefined): void {
  if (error instanceof GrammyError || error instanceof HttpError) {
    return log.warn({ ...whatOf(error), update }, 'Telegram did not do what was asked')
  }
  if (!(error instanceof KindredError))
    return log.error({ err: error, update }, 'a feature of the bot failed')
  const { code, status } = error
  if (status === 401)
    return log.error({ code, status }, 'the gateway refuses the bot: is BOT_API_SECRET the same?')
  if (isShutOut(error)) return log.debug({ code, status, update }, 'the person is shut out')
  if (isUninvited(error)) return log.debug({ code, status, update }, 'the person has no invitation')
  if (code === 'PROFILE_NOT_FOUND') return log.debug({ code, status, update }, 'the person has no profile')
  log.warn({ code, status, update }, 'the gateway did not do what was asked')
}

/** The errors of grammY hold the whole call, chat and text included: only this much may be logged. */
export function whatOf(error: unknown): object {
  if (error instanceof GrammyError)
    return { method: error.method, status: error.error_code, told: error.description }
  if (error instanceof HttpError) return { told: error.message }
  return { err: error }
}
