import { type Api, GrammyError } from 'grammy'

import type { Delivery } from '@kindred/client'
import type { Log } from '@kindred/kernel'
import { localeOf } from '@kindred/locales'
import { botTranslators } from '@kindred/locales/bot'

import type { AppLinks } from '../app-links.js'
import { whatOf } from '../excuse.js'
import type { Reach } from '../reach.js'
import type { Pace } from './pace.js'
import { isOutOfOrder, type Mouth, OutOfTime, type Result, tell } from './tell.js'
import { writeNotice } from './write-notice.js'

/** When Telegram or the line to it is out of order. */
const restSeconds = 5

interface TellerDeps {
  readonly api: Api
  readonly links: AppLinks
  readonly reach: Reach
  readonly pace: Pace
  readonly log: Log
  /** Aborts what has no turn yet. */
  readonly signal: AbortSignal
}

/** Nothing aborts it. */
const endless = new AbortController().signal

/** Tells people of deliveries until a moment, at the pace that Telegram allows, and says what became of them. */
export function createTeller({
  api,
  links,
  reach,
  pace,
  log,
  signal,
}: TellerDeps): (delivery: Delivery, until: number) => Promise<Result> {
  return async (delivery, until) => {
    const mouth: Mouth = {
      api,
      hold: pace.hold,
      async turn(chatId, isBegun) {
        if (!(await pace.turn(chatId, { until, signal: isBegun ? endless : signal })))
          throw new OutOfTime(Math.ceil(pace.heldMs(chatId) / 1_000))
      },
    }
    const { telegram_id: chatId, language, kind, attempt } = delivery
    try {
      const result = await tell(
        delivery,
        writeNotice(delivery, botTranslators[localeOf(language)], links),
        mouth,
      )
      reach.regain(chatId)
      return result
    } catch (error) {
      const result = resultOf(error)
      if (result.outcome === 'BLOCKED') reach.lose(chatId)
      if (result.outcome === 'FAILED') log.warn({ ...whatOf(error), kind, attempt }, 'a notice was refused')
      return result
    }
  }
}

/** What an error of Telegram means for the delivery. */
function resultOf(error: unknown): Result {
  if (error instanceof OutOfTime) return { outcome: 'RETRY', retry_after_seconds: error.waitSeconds }
  if (isOutOfOrder(error)) return { outcome: 'RETRY', retry_after_seconds: restSeconds }
  if (!(error instanceof GrammyError)) return { outcome: 'FAILED' }
  const { error_code: status, description } = error
  if (status === 403 || description.includes('chat not found')) return { outcome: 'BLOCKED' }
  // An unknown bot is a fault of the setting, which the operator mends.
  if (status === 401 || status === 404) return { outcome: 'RETRY', retry_after_seconds: restSeconds }
  return { outcome: 'FAILED' }
}
