import { backoff, pause } from '@kindred/kernel'

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

/** Brings updates to the bot, those of a chat one after the other, each again and again until the bot takes it. */
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
const patienceMs = 60_000

/** No webhook yet. */
export function createWebhook({ updates, faults, answered }: WebhookOptions): Webhook {
  let target: WebhookTarget | undefined
  let failure: WebhookFailure | undefined
  const lines = new Map<number, Line>()
  updates.onPush(deliverAll)

  function deliverAll(): void {
    if (target === undefined) return
    for (const update of updates.waiting(Infinity)) {
      const line = lineOf(lines, chatOf(update))
      if (line.busy) continue
      line.busy = true
      void deliver(target, update, line)
    }
  }

  async function deliver(to: WebhookTarget, update: Update, line: Line): Promise<void> {
    if (await took(to, update)) {
      updates.remove(update.update_id)
      line.failures = 0
    } else {
      line.failures += 1
      await pause(backoff(line.failures, pauses))
    }
    line.busy = false
    deliverAll()
  }

  async function took(to: WebhookTarget, update: Update): Promise<boolean> {
    const times = faults.duplicates ? 2 : 1
    for (let time = 0; time < times; time++) {
      const problem = faults.offline ? 'Connection timed out' : await post(to, update, answered)
      if (problem === undefined) continue
      failure = { date: Math.floor(Date.now() / 1000), message: problem }
      return false
    }
    return true
  }

  return {
    set(next) {
      target = next
      failure = undefined
      for (const line of lines.values()) line.failures = 0
      deliverAll()
    },
    target: () => target,
    lastFailure: () => failure,
    stop: () => void (target = undefined),
  }
}

/** The updates of one chat go one after the other. */
interface Line {
  busy: boolean
  failures: number
}

function lineOf(lines: Map<number, Line>, chat: number): Line {
  const line = lines.get(chat) ?? { busy: false, failures: 0 }
  lines.set(chat, line)
  return line
}

const chatOf = ({ message, callback_query: query, my_chat_member: member }: Update): number =>
  (message ?? query?.message ?? member)?.chat.id ?? 0

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
