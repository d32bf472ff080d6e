import type { Transformer } from 'grammy'

import { boundedMap } from './bounded-map.js'
import { chatIdOf } from './telegram/chat-id.js'

const maxPeople = 100_000

/** Who cannot be written to: people who blocked the bot or left Telegram. Kept in memory; the next refusal tells it again. */
export interface Reach {
  isLost(chatId: number): boolean
  lose(chatId: number): void
  /** The person is there again. */
  regain(chatId: number): void
  /** Learns from Telegram's refusals, and asks Telegram nothing for people that are lost. */
  readonly transformer: Transformer
}

/** Everybody can be reached. */
export function createReach(): Reach {
  const lost = boundedMap<number, true>(maxPeople)
  return {
    isLost: (chatId) => lost.has(chatId),
    lose: (chatId) => lost.set(chatId, true),
    regain: (chatId) => lost.delete(chatId),
    async transformer(prev, method, payload, signal) {
      const chatId = chatIdOf(payload)
      if (chatId === undefined) return prev(method, payload, signal)
      if (lost.has(chatId))
        return { ok: false, error_code: 403, description: 'Forbidden: the person is unreachable' }
      const answer = await prev(method, payload, signal)
      if (!answer.ok && answer.error_code === 403) lost.set(chatId, true)
      return answer
    },
  }
}
