import type { Transformer } from 'grammy'

import { pause } from '@kindred/kernel'

import { boundedMap } from '../bounded-map.js'
import { chatIdOf } from '../telegram/chat-id.js'

/** What Telegram allows a bot: so many messages a second over all chats, and one a second in a chat. */
const maxPerWindow = 30
/** A second, and a little for the way to Telegram, where messages may arrive closer together than they left. */
const windowMs = 1_050
const maxChats = 50_000

/** Keeps what Kindred has to tell below Telegram's limits. What people are answered counts, and waits for nothing. */
export interface Pace {
  /** Resolves when a message may go to a chat, in the order of asking; false when that is not before `until` or the signal aborted. */
  turn(chatId: number, options: { until: number; signal: AbortSignal }): Promise<boolean>
  /** Telegram asked for silence. */
  hold(seconds: number): void
  /** For how many milliseconds nobody may write. */
  heldMs(): number
  /** Counts what else the bot sends. */
  readonly transformer: Transformer
}

/** A bot that has sent nothing. */
export function createPace(now: () => number = Date.now): Pace {
  const sent: number[] = []
  const chats = boundedMap<number, number>(maxChats)
  let heldUntil = 0
  let line = Promise.resolve()

  function count(chatId: number | undefined): void {
    sent.push(now())
    if (sent.length > maxPerWindow) sent.splice(0, sent.length - maxPerWindow)
    if (chatId !== undefined) chats.set(chatId, now())
  }

  const freeAt = (): number => Math.max(heldUntil, sent.length < maxPerWindow ? 0 : sent[0]! + windowMs)
  const chatFreeAt = (chatId: number): number => (chats.get(chatId) ?? -Infinity) + windowMs

  async function reached(at: () => number, { until, signal }: Limits): Promise<boolean> {
    while (at() > now()) if (at() > until || !(await pause(at() - now(), signal))) return false
    return !signal.aborted
  }

  return {
    async turn(chatId, limits) {
      while (await reached(() => chatFreeAt(chatId), limits)) {
        const turn = line.then(async () => {
          if (!(await reached(freeAt, limits))) return 'too late'
          // Another message went to this chat meanwhile: the line goes on without it.
          if (chatFreeAt(chatId) > now()) return 'again'
          count(chatId)
          return 'free'
        })
        line = turn.then(() => undefined)
        const outcome = await turn
        if (outcome !== 'again') return outcome === 'free'
      }
      return false
    },
    hold: (seconds) => void (heldUntil = Math.max(heldUntil, now() + seconds * 1_000)),
    heldMs: () => Math.max(0, heldUntil - now()),
    transformer(prev, method, payload, signal) {
      if (/^(send(?!ChatAction)|edit|copy|forward)/.test(method)) count(chatIdOf(payload))
      return prev(method, payload, signal)
    },
  }
}

interface Limits {
  readonly until: number
  readonly signal: AbortSignal
}
