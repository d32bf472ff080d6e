import type { Message } from '@kindred/client'

import { createStore } from '../../ground/state/store.js'
import { createReadTeller } from './read-teller.js'
import { emptyThread, hasGap, lastSeq, reduceThread, type Thread } from './thread.js'
import { createThreadPages } from './thread-pages.js'
import { createThreadSending, type ThreadSending } from './thread-sending.js'
import type { ThreadWires } from './thread-wires.js'
import { typingShownMs } from './typist.js'

/** One conversation's messages, kept while the app is open: what is being sent goes on when the screen is left. */
export interface ThreadStore extends ThreadSending {
  snapshot(): Thread
  subscribe(listener: () => void): () => void
  /** Loads the newest page; closes every gap. */
  loadNewest(): Promise<void>
  loadOlder(): Promise<void>
  /** This person has seen everything up to a seq; told again after an outage. */
  markRead(upToSeq: number): void
  /** The connection is back. */
  reconnected(): void
  hearMessage(message: Message): void
  hearRead(mine: boolean, upToSeq: number): void
  hearTyping(started: boolean): void
  hearEnd(): void
}

export function createThreadStore(
  conversationId: string,
  wires: ThreadWires,
  now: () => number = Date.now,
): ThreadStore {
  const store = createStore(reduceThread, emptyThread)
  const { dispatch, snapshot } = store
  const { loadNewest, loadOlder } = createThreadPages(conversationId, wires, store)
  const reading = createReadTeller(
    () => Math.min(snapshot().readUpTo, lastSeq(snapshot())),
    (upTo) => wires.setRead(conversationId, upTo),
  )
  let typing: ReturnType<typeof setTimeout> | undefined

  const hearMessage = (message: Message): void => {
    dispatch({ type: 'stored', message })
    if (snapshot().loaded && hasGap(snapshot())) void loadNewest().catch(() => {})
  }
  const sending = createThreadSending({
    snapshot,
    dispatch,
    now,
    stored: hearMessage,
    post: (id, content) =>
      wires.sendMessage({ conversation_id: conversationId, client_message_id: id, ...content }),
  })
  return {
    snapshot,
    subscribe: store.subscribe,
    loadNewest,
    loadOlder,
    hearMessage,
    ...sending,
    markRead(upToSeq) {
      dispatch({ type: 'read', upTo: upToSeq })
      void reading.tell()
    },
    reconnected: () => void reading.tell(),
    hearRead(mine, upTo) {
      if (mine) reading.known(upTo)
      dispatch({ type: mine ? 'read' : 'partner-read', upTo })
    },
    hearTyping(started) {
      clearTimeout(typing)
      dispatch({ type: 'typing', until: started ? now() + typingShownMs : undefined })
      if (started) typing = setTimeout(() => dispatch({ type: 'typing', until: undefined }), typingShownMs)
    },
    hearEnd: () => dispatch({ type: 'ended' }),
  }
}
