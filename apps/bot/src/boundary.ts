import { type BotError, GrammyError, HttpError } from 'grammy'

import { KindredError } from '@kindred/client'
import type { Key } from '@kindred/locales'
import type { Log } from '@kindred/runtime'

import type { BotContext } from './context.js'

/** The one place where failures of features end: told to the person in a friendly way, and to the log without the person. */
export function createBoundary(log: Log): (error: BotError<BotContext>) => Promise<void> {
  return async ({ error, ctx }) => {
    const update = Object.keys(ctx.update).find((name) => name !== 'update_id')
    if (isUnreachable(error)) return log.debug({ update }, 'the person cannot be reached')
    if (error instanceof GrammyError || error instanceof HttpError) {
      return log.warn({ ...whatOf(error), update }, 'Telegram did not do what was asked')
    }
    tell(log, error, update)
    try {
      // Telegram refuses a second answer, and most features give the first.
      if (ctx.callbackQuery !== undefined) await ctx.answerCallbackQuery().catch(() => undefined)
      await ctx.reply(ctx.translator.t(excuse(error)))
    } catch (second) {
      log.warn({ ...whatOf(second), update }, 'the excuse did not arrive either')
    }
  }
}

function tell(log: Log, error: unknown, update: string | undefined): void {
  if (!(error instanceof KindredError)) return log.error({ err: error, update }, 'a feature of the bot failed')
  const { code, status } = error
  if (status === 401) return log.error({ code, status }, 'the gateway refuses the bot: is BOT_API_SECRET the same?')
  log.warn({ code, status, update }, 'the gateway did not do what was asked')
}

const away = new Set([0, 401, 502, 503, 504])

function excuse(error: unknown): Key {
  if (!(error instanceof KindredError)) return 'bot-error'
  if (error.status === 429) return 'bot-error-slow'
  if (error.code === 'ACCOUNT_DELETED') return 'bot-error-leaving'
  return away.has(error.status) ? 'bot-error-away' : 'bot-error'
}

const isUnreachable = (error: unknown): boolean => error instanceof GrammyError && error.error_code === 403

/** The errors of grammY hold the whole call, chat and text included: only this much may be logged. */
export function whatOf(error: unknown): object {
  if (error instanceof GrammyError) return { method: error.method, status: error.error_code, told: error.description }
  if (error instanceof HttpError) return { told: error.message }
  return { err: error }
}
