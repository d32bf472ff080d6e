import { GrammyError, HttpError } from 'grammy'
import type { Update } from 'grammy/types'

import { type Log, pause } from '@kindred/kernel'

import { announce } from '../announce.js'
import type { KindredBot } from '../bot.js'
import { whatOf } from '../excuse.js'
import { createBegun } from './begun.js'
import { allowedUpdates, type Delivery } from './delivery.js'
import { persist } from './persist.js'

const pollSeconds = 30
const maxUpdates = 100
/** While something is worked on, Telegram is asked again after so long. */
const againMs = 300
const retryMs = 1_000

/**
 * Asks Telegram for updates; for one instance of the bot and no public address. What Telegram was told to forget is gone, so an update
 * is confirmed only when its work is done: after a kill it comes again.
 */
export function createPolling(
  { bot, workload }: KindredBot,
  { appUrl, log }: { appUrl: string; log: Log },
): Delivery {
  const stopping = new AbortController()
  const { signal } = stopping
  const begun = createBegun()
  let living: Promise<void> | undefined
  let announcing: Promise<void> | undefined
  let isReady = false

  async function live(): Promise<void> {
    await bot.init(forGrammy(signal))
    await bot.api.deleteWebhook()
    // Beside it: nobody waits for an answer because Telegram takes its time with a text.
    announcing ??= persist(log, signal, () => announce(bot.api, appUrl, log))
    if (isOver()) return
    isReady = true
    log.info({}, 'polling Telegram')
    try {
      while (!isOver()) await poll()
    } finally {
      isReady = false
    }
  }

  const isOver = (): boolean => signal.aborted

  async function poll(): Promise<void> {
    const asked = { offset: begun.offset(), limit: maxUpdates, allowed_updates: allowedUpdates }
    const updates = await bot.api
      .getUpdates({ ...asked, timeout: begun.held() === 0 ? pollSeconds : 0 }, forGrammy(signal))
      .catch(passing)
    if (updates === undefined) return void (await pause(retryMs, signal))
    for (const update of updates) begun.add(update.update_id, () => work(update))
    if (begun.held() > 0) await Promise.race([begun.settled(), pause(againMs, signal)])
  }

  async function work(update: Update): Promise<void> {
    await bot
      .handleUpdate(update)
      .catch((error: unknown) => log.error(whatOf(error), 'an update of Telegram could not be handled'))
  }

  return {
    async start() {
      living = persist(log, signal, live)
    },
    async stop() {
      stopping.abort()
      await living
      await announcing
      await workload.settled()
      // Else what was answered just now would come again to the next process.
      if (begun.offset() > 0)
        await bot.api.getUpdates({ offset: begun.offset(), limit: 1, timeout: 0 }).catch(() => undefined)
    },
    isReady: () => isReady,
  }
}

type GrammySignal = Parameters<KindredBot['bot']['init']>[0]

/** grammY names the type of a shim. */
const forGrammy = (signal: AbortSignal): GrammySignal => signal as GrammySignal

/** A line that breaks and a Telegram that is busy pass; anything else has its own pauses and lines in the log. */
function passing(error: unknown): undefined {
  const isPassing =
    error instanceof HttpError ||
    (error instanceof GrammyError && (error.error_code === 429 || error.error_code >= 500))
  if (!isPassing) throw error
}
