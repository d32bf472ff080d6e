/** What a bot may send before Telegram says 429. */
interface Limits {
  /** Messages in a second over all chats. */
  readonly overall: number
  /** Messages in a second to one chat. */
  readonly perChat: number
}

/** How fast the bot may send. */
export interface Pace {
  /** Undefined as long as nobody counts. */
  limits: Limits | undefined
  /** Refuses all that is sent until so many seconds from now. */
  storm(seconds: number): void
  /** Counts a call; whoever is too fast is told for how many seconds to wait. */
  refusal(method: string, chatId: number | undefined): number | undefined
  /** How many calls were refused so far. */
  refused(): number
  clear(): void
}

/** Telegram's own limits ("My bot is hitting limits, how do I avoid this?" of its bot FAQ). */
export const telegramLimits: Limits = { overall: 30, perChat: 1 }

const secondMs = 1_000
const sends = /^(send(?!ChatAction)|copyMessage|forwardMessage)/i

/** Nobody counts yet. */
export function createPace(now: () => number = Date.now): Pace {
  let stormEnds = 0
  let refused = 0
  let sent: { readonly at: number; readonly chatId: number | undefined }[] = []

  function wait(chatId: number | undefined, limits: Limits | undefined): number | undefined {
    const at = now()
    if (at < stormEnds) return Math.ceil((stormEnds - at) / secondMs)
    if (limits === undefined) return undefined
    sent = sent.filter((one) => at - one.at < secondMs)
    const ofChat = sent.filter((one) => one.chatId === chatId).length
    if (sent.length >= limits.overall || ofChat >= limits.perChat) return 1
    sent.push({ at, chatId })
    return undefined
  }

  return {
    limits: undefined,
    storm: (seconds) => void (stormEnds = now() + seconds * secondMs),
    refusal(method, chatId) {
      if (!sends.test(method)) return undefined
      const seconds = wait(chatId, this.limits)
      if (seconds !== undefined) refused += 1
      return seconds
    },
    refused: () => refused,
    clear() {
      stormEnds = 0
      sent = []
      this.limits = undefined
    },
  }
}
