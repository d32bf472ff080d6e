import { setTimeout as wait } from 'node:timers/promises'

import { GrammyError } from 'grammy'

import type { Log } from '@kindred/kernel'

import { whatOf } from '../excuse.js'

const firstPauseMs = 500
/** A line that is back is noticed soon; a token that was refused is not shown again and again. */
const longestPauseMs = 5_000
const longestPauseAfterRefusalMs = 30_000
/** After so long a life the next failure is a first one again. */
const goodWhileMs = 60_000

/** Does something until it ends by itself or is aborted. Pauses grow with each failure; a refused token may be taken again later. */
export async function persist(log: Log, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  let pauseMs = firstPauseMs
  let isRefused = false
  while (!signal.aborted) {
    const begun = Date.now()
    try {
      return await work()
    } catch (error) {
      if (signal.aborted) return
      if (Date.now() - begun > goodWhileMs) [pauseMs, isRefused] = [firstPauseMs, false]
      if (!isUnknownBot(error))
        log.warn({ ...whatOf(error), pauseMs }, 'no connection to Telegram: trying again')
      else if (!isRefused)
        log.error(whatOf(error), 'Telegram refuses BOT_TOKEN: is it the one that @BotFather shows?')
      isRefused = isUnknownBot(error)
    }
    await wait(pauseMs, undefined, { signal, ref: false }).catch(() => undefined)
    pauseMs = Math.min(pauseMs * 2, isRefused ? longestPauseAfterRefusalMs : longestPauseMs)
  }
}

const isUnknownBot = (error: unknown): boolean =>
  error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)
