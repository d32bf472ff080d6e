import { type BotError, GrammyError } from 'grammy'

import { isShutOut } from '@kindred/client'
import type { Log } from '@kindred/kernel'
import type { Translator } from '@kindred/locales'

import type { AppLinks } from './app-links.js'
import type { BotContext } from './context.js'
import { excuseFor, tellFailure, whatOf } from './excuse.js'
import { welcomeLeaving } from './features/restore.js'
import type { Gateway } from './gateway/gateway.js'
import { isLeaving } from './gateway/has-code.js'
import { noProfile } from './no-profile.js'
import { appealButton, shutOutWords } from './shut-out.js'

interface BoundaryDeps {
  readonly log: Log
  readonly links: AppLinks
  readonly gateway: Gateway
}

/** The one place where failures of features end: told to the person in a friendly way, and to the log without the person. */
export function createBoundary({
  log,
  links,
  gateway,
}: BoundaryDeps): (error: BotError<BotContext>) => Promise<void> {
  return async ({ error, ctx }) => {
    if (isLeaving(error)) return welcomeLeaving(ctx, gateway)
    const update = Object.keys(ctx.update).find((name) => name !== 'update_id')
    if (isRefusal(error, 403)) return log.debug({ update }, 'the person cannot be reached')
    tellFailure(log, error, update)
    // Telegram asked for silence, for longer than anybody waits.
    if (isRefusal(error, 429)) return
    try {
      await ctx.reply(...answerTo(error, ctx.translator, links))
    } catch (second) {
      log.warn({ ...whatOf(second), update }, 'the message about the failure could not be sent either')
    }
  }
}

function answerTo(error: unknown, translator: Translator, links: AppLinks): Parameters<BotContext['reply']> {
  const { t } = translator
  if (isShutOut(error)) return [shutOutWords(error, translator), appealButton(translator)]
  const excuse = excuseFor(error)
  return excuse === 'bot-no-profile' ? noProfile(translator, links) : [t(excuse)]
}

const isRefusal = (error: unknown, status: number): boolean =>
  error instanceof GrammyError && error.error_code === status
