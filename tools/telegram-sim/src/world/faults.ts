import { createPace, type Pace } from './pace.js'

/** A refusal of the next calls. */
export interface Refusal {
  /** 401 as for a token that is not known; 403 as for somebody who has left Telegram: unlike one who blocks the bot, no update tells of them. */
  readonly status: 400 | 401 | 403 | 429 | 500
  /** What Telegram says of it, after "Bad Request: ", for 400. */
  readonly reason?: string
  /** The id that the chat has now, for 400: a group that became a supergroup got a new one. */
  readonly movedTo?: number
  /** Seconds, for 429. */
  readonly retryAfter?: number
  /** How many calls; 1 unless told. */
  readonly times?: number
  /** Only this method; otherwise every one that sends something. */
  readonly method?: string
}

/** What goes wrong between Telegram and the bot. */
export interface Faults {
  /** Nobody answers: connections of the bot break off, and webhooks are not delivered. */
  offline: boolean
  /** Every update comes twice. */
  duplicates: boolean
  /** How fast the bot may send. */
  readonly pace: Pace
  /** Refuses the next calls. */
  refuse(refusal: Refusal): void
  /** The refusal that meets a call of this method, used up once. */
  take(method: string): Refusal | undefined
  /** How many calls are still to be refused. */
  pending(): number
  /** All is well again. */
  clear(): void
}

const quiet = /^(get|set|delete)(Updates|Webhook|WebhookInfo|Me|MyCommands|ChatMenuButton)$/i

/** No faults yet; calls back when the line breaks. */
export function createFaults(lineBroke: () => void): Faults {
  let refusals: { refusal: Refusal; left: number }[] = []
  let offline = false
  return {
    get offline() {
      return offline
    },
    set offline(broken) {
      offline = broken
      if (broken) lineBroke()
    },
    duplicates: false,
    pace: createPace(),
    refuse: (refusal) => void refusals.push({ refusal, left: refusal.times ?? 1 }),
    take(method) {
      const meets = ({ refusal }: { refusal: Refusal }): boolean =>
        refusal.method === undefined
          ? !quiet.test(method)
          : refusal.method.toLowerCase() === method.toLowerCase()
      const found = refusals.find(meets)
      if (found === undefined) return undefined
      found.left -= 1
      refusals = refusals.filter(({ left }) => left > 0)
      return found.refusal
    },
    pending: () => refusals.reduce((sum, { left }) => sum + left, 0),
    clear() {
      refusals = []
      this.offline = false
      this.duplicates = false
      this.pace.clear()
    },
  }
}
