import { run, type RunnerHandle } from '@grammyjs/runner'

import type { Log } from '@kindred/kernel'

import { announce } from '../announce.js'
import type { KindredBot } from '../bot.js'
import { allowedUpdates, type Delivery } from './delivery.js'
import { persist } from './persist.js'

const retryMs = 1_000

/** Asks Telegram for updates; for one instance of the bot and no public address. */
export function createPolling(
  { bot, workload }: KindredBot,
  options: { appUrl: string; log: Log },
): Delivery {
  const { appUrl, log } = options
  const stopping = new AbortController()
  let runner: RunnerHandle | undefined
  let living: Promise<void> | undefined
  let announcing: Promise<void> | undefined

  async function live(): Promise<void> {
    await bot.init(stopping.signal as Parameters<typeof bot.init>[0])
    await bot.api.deleteWebhook()
    // Beside it: nobody waits for an answer because Telegram takes its time with a text.
    announcing ??= persist(log, stopping.signal, () => announce(bot.api, appUrl, log))
    if (stopping.signal.aborted) return
    const fetch = { allowed_updates: allowedUpdates }
    runner = run(bot, { runner: { fetch, retryInterval: retryMs, maxRetryTime: Infinity, silent: true } })
    log.info({}, 'polling Telegram')
    await runner.task()
  }

  return {
    async start() {
      living = persist(log, stopping.signal, live)
    },
    async stop() {
      stopping.abort()
      if (runner?.isRunning() === true) await runner.stop()
      await living
      await announcing
      await workload.settled()
    },
    isReady: () => runner?.isRunning() === true,
  }
}
