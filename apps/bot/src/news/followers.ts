import { type Broadcast, KindredError } from '@kindred/client'
import { type Log, pause } from '@kindred/kernel'
import type { Translator } from '@kindred/locales'

import type { BotContext } from '../context.js'
import { whatOf } from '../excuse.js'
import { isEdited } from '../telegram/is-edited.js'
import { isSettled, type NewsCard, newsCard } from './card.js'

/** A message that shows how news stand. */
interface Shown {
  readonly api: BotContext['api']
  readonly chatId: number
  readonly messageId: number
  readonly news: Broadcast
  readonly translator: Translator
  /** How they stand now. */
  readonly look: () => Promise<Broadcast>
}

/** Messages about news that are edited as these go on. */
export interface NewsFollowers {
  /** Edits the message until nothing changes any more. */
  follow(shown: Shown): void
  /** Edits a message no more; resolves when what was under way has ended. */
  leave(chatId: number | undefined, messageId: number): Promise<void>
  stop(): Promise<void>
}

interface Following {
  readonly ending: AbortController
  readonly work: Promise<void>
}

const keyOf = (chatId: number | undefined, messageId: number): string => `${chatId} ${messageId}`

/** Telegram lets a message be edited so often without a 429. */
const firstMs = 2_000
/** News that wait for the morning change little. */
const maxMs = 60_000
const followedMs = 12 * 3_600_000

/** Nobody follows anything yet. What is followed is kept in memory: after a restart a button of the message looks again. */
export function createNewsFollowers(log: Log): NewsFollowers {
  const running = new Map<string, Following>()

  async function end({ ending, work }: Following): Promise<void> {
    ending.abort()
    await work
  }

  return {
    follow(shown) {
      if (isSettled(shown.news)) return
      const key = keyOf(shown.chatId, shown.messageId)
      const ending = new AbortController()
      const work = followUntilSettled(shown, ending.signal)
        .catch((error: unknown) => log.debug(whatOf(error), 'news are followed no more'))
        .finally(() => running.delete(key))
      running.set(key, { ending, work })
    },
    async leave(chatId, messageId) {
      const following = running.get(keyOf(chatId, messageId))
      if (following !== undefined) await end(following)
    },
    async stop() {
      await Promise.all([...running.values()].map(end))
    },
  }
}

async function followUntilSettled(shown: Shown, signal: AbortSignal): Promise<void> {
  const until = Date.now() + followedMs
  const isOver = (): boolean => signal.aborted || Date.now() >= until
  let [waitMs, told] = [firstMs, newsCard(shown.news, shown.translator)]
  while (!isOver()) {
    await pause(waitMs, signal)
    if (isOver()) return
    const news = await shown.look().catch(nothingNew)
    const card = news && newsCard(news, shown.translator)
    if (card === undefined || card.text === told.text) waitMs = Math.min(waitMs * 2, maxMs)
    else if (isOver() || !(await isTold(shown, card))) return
    else [waitMs, told] = [firstMs, card]
    if (news && isSettled(news)) return
  }
}

/** While Kindred is away it is looked again later; whoever may look no more is told nothing more. */
function nothingNew(error: unknown): undefined {
  if (error instanceof KindredError && error.status >= 400 && error.status < 500) throw error
}

const isTold = ({ api, chatId, messageId }: Shown, { text, keyboard }: NewsCard): Promise<boolean> =>
  isEdited(() => api.editMessageText(chatId, messageId, text, { reply_markup: keyboard }))
