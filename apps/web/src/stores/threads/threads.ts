import type { UnsentStore } from '../../ground/session/unsent.js'
import { contentOf, type Outgoing } from './thread.js'
import { createThreadStore, type ThreadStore } from './thread-store.js'
import type { ThreadWires } from './thread-wires.js'

/** The conversations that were looked at since the app was opened. */
export interface Threads {
  /** The store of a conversation, made at the first question. */
  open(conversationId: string): ThreadStore
  /** The same if it was made. */
  find(conversationId: string): ThreadStore | undefined
  all(): ThreadStore[]
  /** Sends what an earlier connection or, the first time, an earlier page left behind. */
  resume(): void
}

/** What was written longer ago is sent only when the person says so again. */
const freshMs = 24 * 3_600_000

/** No conversation yet; `onChange` is told of each change of one. */
export function createThreads(wires: ThreadWires, unsent: UnsentStore, onChange: () => void): Threads {
  const threads = new Map<string, ThreadStore>()
  let restored = false

  const open = (conversationId: string): ThreadStore => {
    const known = threads.get(conversationId)
    if (known !== undefined) return known
    const thread = createThreadStore(conversationId, wires)
    threads.set(conversationId, thread)
    thread.subscribe(onChange)
    thread.subscribe(keeping(thread, conversationId, unsent))
    return thread
  }
  return {
    open,
    find: (conversationId) => threads.get(conversationId),
    all: () => [...threads.values()],
    resume() {
      for (const thread of threads.values()) thread.resendUnanswered()
      if (restored) return
      restored = true
      for (const message of unsent.load())
        open(message.conversationId).restore(message, message.at > Date.now() - freshMs)
    },
  }
}

/** Has what a thread has not sent outlive the page: what is stored, discarded or too late is forgotten. */
function keeping(thread: ThreadStore, conversationId: string, unsent: UnsentStore): () => void {
  let kept: readonly Outgoing[] = []
  return () => {
    const { outgoing, ended } = thread.snapshot()
    const now = ended ? [] : outgoing
    for (const one of without(now, kept))
      unsent.keep({ conversationId, id: one.id, ...contentOf(one), at: one.at })
    for (const { id } of without(kept, now)) unsent.forget(id)
    kept = now
  }
}

const without = (all: readonly Outgoing[], others: readonly Outgoing[]): Outgoing[] =>
  all.filter(({ id }) => !others.some((other) => other.id === id))
