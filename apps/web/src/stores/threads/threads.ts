import type { UnsentStore } from '../../ground/session/unsent.js'
import { contentOf, type Outgoing } from './thread.js'
import { createThreadStore, type ThreadStore } from './thread-store.js'
import type { ThreadWires } from './thread-wires.js'

/** The conversations that were looked at since the app was opened. */
interface Threads {
  /** The store of a conversation, created at first use. */
  open(conversationId: string): ThreadStore
  /** The store of a conversation if it exists. */
  find(conversationId: string): ThreadStore | undefined
  all(): ThreadStore[]
  /** Sends what an earlier connection or, the first time, an earlier page left behind. */
  resume(): void
}

/** Older messages are sent only when the person asks again. */
const freshMs = 24 * 3_600_000

/** Starts empty; `onChange` runs at each change of a conversation. */
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

/** Keeps a thread's unsent messages beyond the page; forgets what is stored, discarded or too late. */
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
