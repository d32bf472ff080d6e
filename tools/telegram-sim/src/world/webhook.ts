import { backoff } from '@kindred/kernel'

import type { Faults } from './faults.js'
import type { Update } from './types.js'
import type { Updates } from './updates.js'

/** Where the bot wants its updates. */
interface WebhookTarget {
  readonly url: string
  readonly secretToken: string | undefined
}

/** What became of the last delivery that failed. */
interface WebhookFailure {
  readonly date: number
  readonly message: string
}

/** Brings updates to the bot, one after the other, again and again until it takes them. */
export interface Webhook {
  set(target: WebhookTarget | undefined): void
  target(): WebhookTarget | undefined
  lastFailure(): WebhookFailure | undefined
  stop(): void
}

/** How a webhook is wired. */
export interface WebhookOptions {
  readonly updates: Updates
  readonly faults: Faults
  /** Called with the JSON that the bot answered: it may be a call of a method. */
  readonly answered: (body: unknown) => void
}

const pauses = { firstMs: 50, maxMs: 2_000 }
const patienceMs = 10_000

/** No webhook yet. */
export function createWebhook({ updates, faults, answered }: WebhookOptions): Webhook {
  let target: WebhookTarget | undefined
  let failure: WebhookFailure | undefined
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let delivering = false
  updates.onPush(() => wake(0))

  function wake(afterMs: number): void {
    clearTimeout(timer)
    if (target !== undefined && !delivering) timer = setTimeout(() => void deliverAll(), afterMs)
  }

  async function deliverAll(): Promise<void> {
    if (delivering) return
    delivering = true
    const took = await deliverWaiting()
    delivering = false
    failures = took ? 0 : failures + 1
    if (updates.count() > 0) wake(took ? 0 : backoff(failures, pauses))
  }

  async function deliverWaiting(): Promise<boolean> {
    for (
      let [update] = updates.waiting(1);
      target !== undefined && update !== undefined;
      [update] = updates.waiting(1)
    ) {
      const times = faults.duplicates ? 2 : 1
      for (let time = 0; time < times; time++) if (!(await took(target, update))) return false
      updates.confirm(update.update_id + 1)
    }
    return true
  }

  async function took(to: WebhookTarget, update: Update): Promise<boolean> {
    const problem = faults.offline ? 'Connection timed out' : await post(to, update, answered)
    if (problem === undefined) return true
    failure = { date: Math.floor(Date.now() / 1000), message: problem }
    return false
  }

  return {
    set(next) {
      target = next
      failures = 0
      failure = undefined
      wake(0)
    },
    target: () => target,
    lastFailure: () => failure,
    stop() {
      target = undefined
      clearTimeout(timer)
    },
  }
}

/** Undefined when the bot took the update, else why it did not. */
async function post(
  { url, secretToken }: WebhookTarget,
  update: Update,
  answered: (body: unknown) => void,
): Promise<string | undefined> {
  const secret = secretToken === undefined ? {} : { 'x-telegram-bot-api-secret-token': secretToken }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...secret },
      body: JSON.stringify(update),
      signal: AbortSignal.timeout(patienceMs),
    })
    const text = await response.text()
    if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`
    if (response.headers.get('content-type')?.includes('json') && text !== '') answered(JSON.parse(text))
    return undefined
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError'
      ? 'Read timeout expired'
      : 'Connection failed'
  }
}
