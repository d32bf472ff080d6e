import { autoRetry } from '@grammyjs/auto-retry'
import type { Transformer } from 'grammy'

const maxAttempts = 3
const maxWaitSeconds = 120

/** Polling has its own patience, and an answer to a press is worth nothing later. */
const impatient = new Set(['getUpdates', 'getMe', 'answerCallbackQuery'])

/** Waits as long as Telegram says. */
export function obeyRetryAfter(): Transformer {
  const retry = autoRetry({ maxRetryAttempts: maxAttempts, maxDelaySeconds: maxWaitSeconds })
  return (prev, method, payload, signal) =>
    impatient.has(method) ? prev(method, payload, signal) : retry(prev, method, payload, signal)
}
