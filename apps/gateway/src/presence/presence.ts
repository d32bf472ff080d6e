import type { ReportPresenceRequest } from '@kindred/contracts/notification'
import type { ServiceTokens } from '@kindred/identity'
import { type Log, newId, onAbort, pause } from '@kindred/kernel'

import type { Clients } from '../services.js'

/** Tells the notification service who has a socket here, at once and every 5 seconds. */
export interface Presence {
  /** The first socket of a person opened. */
  opened(userId: string): void
  /** The last one closed. */
  closed(userId: string): void
  start(): void
  /** Says last that nobody is here. */
  stop(): Promise<void>
}

interface PresenceOptions {
  readonly clients: Pick<Clients, 'notification'>
  readonly serviceTokens: ServiceTokens
  readonly log: Log
  /** The longest silence. */
  readonly beatMs?: number
}

/** A word names no more people than a message may hold. */
const maxNamed = 10_000
/** Sockets that open and close together make one word. */
const gatherMs = 50
const usualBeatMs = 5_000

export function createPresence(options: PresenceOptions): Presence {
  const crowd = createCrowd()
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()

  async function run(): Promise<void> {
    const speak = createSpeaker(options, crowd)
    while (!stopping.signal.aborted) {
      await speak()
      await crowd.untilChanged(options.beatMs ?? usualBeatMs, stopping.signal)
      await pause(gatherMs)
    }
    crowd.empty()
    await speak()
  }

  return {
    opened: (userId) => crowd.note(userId, true),
    closed: (userId) => crowd.note(userId, false),
    start() {
      running = run()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Says one word of the crowd; resolves when it was heard, or was not. */
function createSpeaker({ clients, serviceTokens, log }: PresenceOptions, crowd: Crowd): () => Promise<void> {
  const instanceId = newId()
  let isMute = false
  return async () => {
    const word = crowd.nextWord()
    try {
      const token = await serviceTokens.issue('notification')
      const { incomplete } = await clients.notification.reportPresence({ instanceId, ...word }, { token })
      if (incomplete) crowd.forgetWords()
      isMute = false
    } catch (error) {
      crowd.forgetWords()
      if (!isMute)
        log.warn({ err: error }, 'cannot say who is here, people may be told what they see already')
      isMute = true
    }
  }
}

/** The people with sockets, and what of them was not said yet. */
interface Crowd {
  note(userId: string, isHere: boolean): void
  /** What is to be said next; counts as said. */
  nextWord(): Word
  /** What was said got lost: the next word names everybody. */
  forgetWords(): void
  empty(): void
  /** Resolves when there is something to say, after `ms`, or when the signal aborts. */
  untilChanged(ms: number, signal: AbortSignal): Promise<void>
}

function createCrowd(): Crowd {
  const here = new Set<string>()
  const changed = new Set<string>()
  let isComplete = false
  let wake = (): void => undefined

  return {
    note(userId, isHere) {
      if (isHere) here.add(userId)
      else here.delete(userId)
      changed.add(userId)
      wake()
    },
    nextWord() {
      const complete = !isComplete
      const named = [...(complete ? here : changed)].slice(0, maxNamed)
      if (complete) changed.clear()
      for (const userId of complete ? [...here].slice(maxNamed) : []) changed.add(userId)
      for (const userId of named) changed.delete(userId)
      isComplete = true
      return {
        openedUserIds: named.filter((userId) => here.has(userId)),
        closedUserIds: named.filter((userId) => !here.has(userId)),
        complete,
      }
    },
    forgetWords: () => void (isComplete = false),
    empty() {
      here.clear()
      isComplete = false
    },
    untilChanged(ms, signal) {
      if (changed.size > 0 || signal.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer)
          forget()
          wake = () => undefined
          resolve()
        }
        const timer = setTimeout(done, ms)
        const forget = onAbort(signal, done)
        wake = done
      })
    },
  }
}

type Word = Omit<ReportPresenceRequest, 'instanceId'>
