import type { Transformer } from 'grammy'

import { pause } from '@kindred/kernel'

import { boundedMap } from '../bounded-map.js'
import { chatIdOf } from '../telegram/chat-id.js'

/** What Telegram allows a bot: so many messages a second over all chats, and one a second in a chat. */
const maxPerWindow = 30
/** A second, and a little for the way to Telegram, where messages may arrive closer together than they left. */
const windowMs = 1_050
/** Notices go out one after the other: so few are on the way at any moment, of which Kindred would not know if the bot died. */
const gapMs = 10
const maxChats = 50_000
const maxOwn = 1_000

/** Keeps what Kindred has to tell below Telegram's limits. What people are answered counts, and waits for nothing. */
export interface Pace {
  /** Resolves when a message may go to a chat, in the order of asking; false when that is not before `until` or the signal aborted. */
  turn(chatId: number, options: { until: number; signal: AbortSignal }): Promise<boolean>
  /**
   * Telegram asked for silence when a message went to a chat. It does not say whether it means that chat or the bot: the bot when another
   * chat is refused meanwhile.
   */
  hold(chatId: number, seconds: number): void
  /** For how many milliseconds nobody may write to a chat. */
  heldMs(chatId: number): number
  /** How many messages the bot sent by itself in the last second, and since this was asked last. */
  takeOwn(): number
  /** Counts what else the bot sends. */
  readonly transformer: Transformer
}

/** A bot that has sent nothing. */
export function createPace(now = (): number => Date.now()): Pace {
  const sent: number[] = []
  const chats = boundedMap<number, number>(maxChats)
  const own = countOwn(now)
  let heldUntil = 0
  let noticeFreeAt = 0
  let lastHeld = { chatId: 0, until: 0 }
  let line = Promise.resolve()

  const chatFreeAt = (chatId: number): number => chats.get(chatId) ?? -Infinity
  const freeAt = (): number =>
    Math.max(heldUntil, noticeFreeAt, sent.length < maxPerWindow ? 0 : sent[0]! + windowMs)

  function silence(chatId: number, until: number): void {
    chats.set(chatId, Math.max(chatFreeAt(chatId), until))
  }

  function count(chatId: number | undefined): void {
    sent.push(now())
    if (sent.length > maxPerWindow) sent.splice(0, sent.length - maxPerWindow)
    if (chatId !== undefined) silence(chatId, now() + windowMs)
  }

  const reached = (at: () => number, limits: Limits): Promise<boolean> => isReached(at, now, limits)

  return {
    async turn(chatId, limits) {
      while (await reached(() => chatFreeAt(chatId), limits)) {
        const turn = line.then(async () => {
          if (!(await reached(freeAt, limits))) return 'too late'
          // Another message went to this chat meanwhile: the line goes on without it.
          if (chatFreeAt(chatId) > now()) return 'again'
          count(chatId)
          noticeFreeAt = now() + gapMs
          return 'free'
        })
        line = turn.then(() => undefined)
        const outcome = await turn
        if (outcome !== 'again') return outcome === 'free'
      }
      return false
    },
    hold(chatId, seconds) {
      const until = now() + seconds * 1_000
      silence(chatId, until)
      if (lastHeld.chatId !== chatId && lastHeld.until > now()) heldUntil = Math.max(heldUntil, until)
      lastHeld = { chatId, until }
    },
    takeOwn: own.take,
    heldMs: (chatId) => Math.max(0, heldUntil - now(), chatFreeAt(chatId) - now()),
    transformer(prev, method, payload, signal) {
      if (/^(send(?!ChatAction)|edit|copy|forward)/.test(method)) {
        count(chatIdOf(payload))
        own.add()
      }
      return prev(method, payload, signal)
    },
  }
}

/** Waits for a moment that may be put off meanwhile; false when it comes too late. */
async function isReached(at: () => number, now: () => number, { until, signal }: Limits): Promise<boolean> {
  while (at() > now()) if (at() > until || !(await pause(at() - now(), signal))) return false
  // The whole bot may have been stopped for longer than it was to wait.
  return now() <= until && !signal.aborted
}

/** Counts what the bot sends by itself. */
function countOwn(now: () => number): { add(): void; take(): number } {
  let moments: number[] = []
  return {
    add() {
      moments.push(now())
      if (moments.length > maxOwn) moments = moments.slice(-maxPerWindow)
    },
    take() {
      const { length } = moments.filter((at) => at > now() - windowMs)
      moments = []
      return length
    },
  }
}

interface Limits {
  readonly until: number
  readonly signal: AbortSignal
}
