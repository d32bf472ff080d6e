import { KindredError, type ListMessagesRequest, type ListMessagesResponse, type Message } from '@kindred/client'

import { createStore } from '../../live/store.js'
import { createReadTeller } from './read-teller.js'
import { emptyThread, hasGap, lastSeq, reduceThread, type Thread } from './thread.js'
import { createThreadPages, isGone } from './thread-pages.js'
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
  /** Takes over what an earlier page did not get sent: sends it, or leaves that to the person. */
  restore(message: { readonly id: string; readonly text: string; readonly at: number }, again: boolean): void
  /** Sends what failed for want of an answer again. */
  resendUnanswered(): void
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
  const unanswered = new Set<string>()

  const hearMessage = (message: Message): void => {
    dispatch({ type: 'stored', message })
    if (snapshot().loaded && hasGap(snapshot())) void loadNewest().catch(() => {})
  }
  const post = (id: string, text: string): void => {
    const sent = wires.sendMessage({ conversation_id: conversationId, client_message_id: id, text })
    sent.then(hearMessage, (error: unknown) => {
      if (error instanceof KindredError && error.status === 0) unanswered.add(id)
      dispatch({ type: 'failed', id })
      if (isGone(error)) dispatch({ type: 'ended' })
    })
  }
  const resend = (id: string): void => {
    unanswered.delete(id)
    const failed = snapshot().outgoing.find((each) => each.id === id && each.state === 'failed')
    if (failed === undefined) return
    dispatch({ type: 'retried', id })
    post(id, failed.text)
  }
  return {
    ...{ snapshot, subscribe: store.subscribe, loadNewest, loadOlder, hearMessage, resend },
    send(text) {
      const id = crypto.randomUUID()
      dispatch({ type: 'written', id, text, at: now() })
      post(id, text)
    },
    restore({ id, text, at }, again) {
      if (snapshot().outgoing.some((each) => each.id === id)) return
      dispatch({ type: 'written', id, text, at })
      if (again) post(id, text)
      else dispatch({ type: 'failed', id })
    },
    resendUnanswered: () => [...unanswered].forEach(resend),
    discard: (id) => dispatch({ type: 'discarded', id }),
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
