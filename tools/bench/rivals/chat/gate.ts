import { Counter, Registry } from 'prom-client'
import { RateLimiterMemory } from 'rate-limiter-flexible'

import type { ChatDraft } from './room.js'

/** What every server of the product does too before a message goes anywhere: the two rate limits, the rules of the fields, a count. */
export interface Gate {
  /** Resolves with the checked draft; rejects when it is not let in. */
  admit(userId: string, data: unknown): Promise<ChatDraft>
}

/** High enough for a load test, as the product's own is there. */
const limit = { points: 1_000_000_000, duration: 60 }
const isUuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/

export function createGate(): Gate {
  const general = new RateLimiterMemory({ ...limit, keyPrefix: 'user' })
  const messages = new RateLimiterMemory({ ...limit, keyPrefix: 'message' })
  const frames = new Counter({ name: 'frames', help: 'Frames', registers: [new Registry()] })
  return {
    async admit(userId, data) {
      await general.consume(userId)
      await messages.consume(userId)
      frames.inc()
      return checked(data)
    },
  }
}

function checked(data: unknown): ChatDraft {
  const { conversation_id, client_message_id, text } = (data ?? {}) as Partial<Record<string, unknown>>
  const fits =
    typeof conversation_id === 'string' &&
    typeof client_message_id === 'string' &&
    typeof text === 'string' &&
    isUuid.test(conversation_id) &&
    client_message_id.length <= 64 &&
    text.trim() !== '' &&
    text.length <= 4_000
  if (!fits) throw new Error('The fields are not valid.')
  return { conversation_id, client_message_id, text }
}
