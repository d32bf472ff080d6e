import { boundedMap } from '../bounded-map.js'

/** Up to which message the bot has shown a conversation in a chat of Telegram, and marked it as read. */
export interface Shown {
  note(chatId: number, conversationId: string, seq: number): void
  /** 0 when this bot has shown nothing of it. */
  upTo(chatId: number, conversationId: string): number
  /** Up to where to mark as read now, `seq` at least; undefined when that was done. */
  toMark(chatId: number, conversationId: string, seq: number): number | undefined
}

const maxChats = 50_000

/** Kept in memory: what another bot has shown is marked with the next reply to it. */
export function createShown(): Shown {
  const shown = boundedMap<string, number>(maxChats)
  const marked = boundedMap<string, number>(maxChats)
  const keyOf = (chatId: number, conversationId: string): string => `${chatId} ${conversationId}`
  return {
    note(chatId, conversationId, seq) {
      const key = keyOf(chatId, conversationId)
      shown.set(key, Math.max(seq, shown.get(key) ?? 0))
    },
    upTo: (chatId, conversationId) => shown.get(keyOf(chatId, conversationId)) ?? 0,
    toMark(chatId, conversationId, seq) {
      const key = keyOf(chatId, conversationId)
      const upTo = Math.max(seq, shown.get(key) ?? 0)
      if (upTo <= (marked.get(key) ?? 0)) return undefined
      marked.set(key, upTo)
      return upTo
    },
  }
}
