import { autoRetry } from '@grammyjs/auto-retry'
import type { Transformer } from 'grammy'

const maxAttempts = 3
const maxWaitSeconds = 120

/** Polling and what the bot says of itself have their own patience, and an answer to a press is worth nothing later. */
const isImpatient = (method: string): boolean =>
  /^(getUpdates|getMe|answerCallbackQuery|setChatMenuButton|[gs]etMy\w+)$/.test(method)

/** Waits as long as Telegram says. */
export function obeyRetryAfter(): Transformer {
  const retry = autoRetry({ maxRetryAttempts: maxAttempts, maxDelaySeconds: maxWaitSeconds })
  return (prev, method, payload, signal) =>
    isImpatient(method) ? prev(method, payload, signal) : retry(prev, method, payload, signal)
}
