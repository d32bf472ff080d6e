import type { ReportPresenceRequest } from '@kindred/contracts/notification'
import type { ServiceTokens } from '@kindred/identity'
import { type Log, newId, onAbort } from '@kindred/kernel'

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

export function createPresence({ clients, serviceTokens, log, beatMs = 5_000 }: PresenceOptions): Presence {
  const instanceId = newId()
  const here = new Set<string>()
  const changed = new Set<string>()
  const stopping = new AbortController()
  let isComplete = false
  let isMute = false
  let wake = (): void => undefined
  let running: Promise<void> = Promise.resolve()

  function change(userId: string): void {
    changed.add(userId)
    wake()
  }

  async function speak(): Promise<void> {
    const word = isComplete ? { ...split(changed, here), complete: false } : wholeWord(here)
    changed.clear()
    const token = await serviceTokens.issue('notification')
    try {
      const { incomplete } = await clients.notification.reportPresence({ instanceId, ...word }, { token })
      isComplete = !incomplete
      for (const userId of [...here].slice(word.complete ? maxNamed : Infinity)) changed.add(userId)
      isMute = false
    } catch (error) {
      isComplete = false
      if (!isMute)
        log.warn({ err: error }, 'cannot say who is here, people may be told what they see already')
      isMute = true
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await speak()
      if (changed.size === 0) await rest(beatMs)
      await new Promise((resolve) => setTimeout(resolve, gatherMs))
    }
    here.clear()
    isComplete = false
    await speak()
  }

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        forget()
        wake = () => undefined
        resolve()
      }
      const timer = setTimeout(done, ms)
      const forget = onAbort(stopping.signal, done)
      wake = done
    })

  return {
    opened(userId) {
      here.add(userId)
      change(userId)
    },
    closed(userId) {
      here.delete(userId)
      change(userId)
    },
    start() {
      running = run()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

type Word = Omit<ReportPresenceRequest, 'instanceId'>

const wholeWord = (here: ReadonlySet<string>): Word => ({
  openedUserIds: [...here].slice(0, maxNamed),
  closedUserIds: [],
  complete: true,
})

function split(changed: ReadonlySet<string>, here: ReadonlySet<string>): Omit<Word, 'complete'> {
  const named = [...changed].slice(0, maxNamed)
  return {
    openedUserIds: named.filter((userId) => here.has(userId)),
    closedUserIds: named.filter((userId) => !here.has(userId)),
  }
}
