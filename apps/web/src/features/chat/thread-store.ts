import { KindredError, type ListMessagesRequest, type ListMessagesResponse, type Message } from '@kindred/client'

import { createStore } from '../../live/store.js'
import { emptyThread, hasGap, lastSeq, reduceThread, type Thread } from './thread.js'
import { typingShownMs } from './typist.js'

/** What a thread asks of the outside. */
export interface ThreadWires {
  listMessages(request: ListMessagesRequest): Promise<ListMessagesResponse>
  /** Resolves when the message is stored, however long that takes; rejects when it cannot be. */
  sendMessage(message: { conversation_id: string; client_message_id: string; text: string }): Promise<Message>
  /** Rejects when it could not be told now. */
  setRead(conversationId: string, upToSeq: number): Promise<void>
}

/** One conversation's messages, kept while the app is open: what is being sent goes on when the screen is left. */
export interface ThreadStore {
  snapshot(): Thread
  subscribe(listener: () => void): () => void
  /** Loads the newest page; closes every gap. */
  loadNewest(): Promise<void>
  loadOlder(): Promise<void>
  send(text: string): void
  /** Sends a failed message again. */
  resend(id: string): void
  discard(id: string): void
  /** This person has seen everything up to a seq; told again after an outage. */
  markRead(upToSeq: number): void
  /** The connection is back. */
  reconnected(): void
  hearMessage(message: Message): void
  hearRead(mine: boolean, upToSeq: number): void
  hearTyping(started: boolean): void
  hearEnd(): void
}

const pageSize = 50

export function createThreadStore(
  conversationId: string,
  wires: ThreadWires,
  now: () => number = Date.now,
): ThreadStore {
  const store = createStore(reduceThread, emptyThread)
  const { dispatch, snapshot } = store
  let newest: Promise<void> | undefined
  let older: Promise<void> | undefined
  let toldRead = 0
  let telling = false
  let typing: ReturnType<typeof setTimeout> | undefined

  const loadNewest = (): Promise<void> => {
    newest ??= list({}, 'newest-loaded').finally(() => (newest = undefined))
    return newest
  }
  const loadOlder = (): Promise<void> => {
    const [first] = snapshot().messages
    if (first === undefined || !snapshot().hasOlder) return Promise.resolve()
    older ??= list({ before_seq: first.seq }, 'older-loaded').finally(() => (older = undefined))
    return older
  }
  const list = async (range: { before_seq?: number }, type: 'newest-loaded' | 'older-loaded'): Promise<void> => {
    try {
      const page = await wires.listMessages({ conversation_id: conversationId, page_size: pageSize, ...range })
      dispatch({ type, messages: page.messages, hasOlder: page.has_more })
    } catch (error) {
      if (!isGone(error)) throw error
      dispatch({ type: 'ended' })
    }
  }
  const post = (id: string, text: string): void => {
    wires.sendMessage({ conversation_id: conversationId, client_message_id: id, text }).then(
      (message) => hearMessage(message),
      (error: unknown) => {
        dispatch({ type: 'failed', id })
        if (isGone(error)) dispatch({ type: 'ended' })
      },
    )
  }
  const hearMessage = (message: Message): void => {
    dispatch({ type: 'stored', message })
    if (snapshot().loaded && hasGap(snapshot())) void loadNewest().catch(() => {})
  }
  /** One at a time: a mark that moves on meanwhile is told next. */
  const tellRead = async (): Promise<void> => {
    const upTo = Math.min(snapshot().readUpTo, lastSeq(snapshot()))
    if (telling || upTo <= toldRead) return
    telling = true
    const told = await wires.setRead(conversationId, upTo).then(
      () => true,
      () => false,
    )
    telling = false
    if (!told) return
    toldRead = upTo
    void tellRead()
  }

  return {
    snapshot,
    subscribe: store.subscribe,
    loadNewest,
    loadOlder,
    send(text) {
      const id = crypto.randomUUID()
      dispatch({ type: 'written', id, text, at: now() })
      post(id, text)
    },
    resend(id) {
      const failed = snapshot().outgoing.find((each) => each.id === id && each.state === 'failed')
      if (failed === undefined) return
      dispatch({ type: 'retried', id })
      post(id, failed.text)
    },
    discard: (id) => dispatch({ type: 'discarded', id }),
    markRead(upToSeq) {
      dispatch({ type: 'read', upTo: upToSeq })
      void tellRead()
    },
    reconnected: () => void tellRead(),
    hearMessage,
    hearRead(mine, upTo) {
      if (mine) toldRead = Math.max(toldRead, upTo)
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

const isGone = (error: unknown): boolean => error instanceof KindredError && error.code === 'CONVERSATION_NOT_FOUND'
