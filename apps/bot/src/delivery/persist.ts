import { GrammyError } from 'grammy'

import { backoff, type Log, pause } from '@kindred/kernel'

import { whatOf } from '../excuse.js'

/** Short, so that a line that is back is noticed soon. */
const pauses = { firstMs: 500, maxMs: 5_000 }
/** Long, so that a refused token is not shown again and again. */
const pausesAfterRefusal = { firstMs: 500, maxMs: 30_000 }
/** After so long a life the next failure is a first one again. */
const goodWhileMs = 60_000

/** Does something until it ends by itself or is aborted. Pauses grow with each failure; a refused token may be taken again later. */
export async function persist(log: Log, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const isOver = (): boolean => signal.aborted
  let failures = 0
  let isRefused = false
  while (!isOver()) {
    const begun = Date.now()
    try {
      return await work()
    } catch (error) {
      if (isOver()) return
      if (Date.now() - begun > goodWhileMs) [failures, isRefused] = [0, false]
      failures += 1
      if (!isUnknownBot(error)) log.warn(whatOf(error), 'no connection to Telegram: trying again')
      else if (!isRefused)
        log.error(whatOf(error), 'Telegram refuses BOT_TOKEN: is it the one that @BotFather shows?')
      isRefused = isUnknownBot(error)
    }
    await pause(backoff(failures, isRefused ? pausesAfterRefusal : pauses), signal)
  }
}

const isUnknownBot = (error: unknown): boolean =>
  error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)
