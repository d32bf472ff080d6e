import { KindredError, type Message, type MessageContent, newMessageId } from '@kindred/client'

import { contentOf, type Refused, type Thread, type ThreadAction } from './thread.js'
import { isGone } from './thread-pages.js'

/** Sends one's own messages. */
export interface ThreadSending {
  send(content: MessageContent): void
  /** Takes over a message that an earlier page did not send: sends it, or leaves that to the person. */
  restore(message: MessageContent & { readonly id: string; readonly at: number }, again: boolean): void
  /** Resends messages that got no answer. */
  resendUnanswered(): void
  resend(id: string): void
  discard(id: string): void
}

interface SendingThread {
  snapshot(): Thread
  dispatch(action: ThreadAction): void
  /** Resolves when the message is stored, rejects when it cannot be. */
  post(id: string, content: MessageContent): Promise<Message>
  stored(message: Message): void
  now(): number
}

export function createThreadSending({ snapshot, dispatch, post, stored, now }: SendingThread): ThreadSending {
  const unanswered = new Set<string>()

  const start = (id: string, content: MessageContent): void => {
    post(id, content).then(stored, (error: unknown) => {
      if (error instanceof KindredError && error.status === 0) unanswered.add(id)
      dispatch({ type: 'failed', id, ...refusedOf(error, now()) })
      if (isGone(error)) dispatch({ type: 'ended' })
    })
  }
  const resend = (id: string): void => {
    unanswered.delete(id)
    const failed = snapshot().outgoing.find((each) => each.id === id && each.state === 'failed')
    if (failed === undefined) return
    dispatch({ type: 'retried', id })
    start(id, contentOf(failed))
  }
  return {
    send(content) {
      const id = newMessageId()
      dispatch({ type: 'written', id, ...content, at: now() })
      start(id, content)
    },
    restore({ id, at, ...message }, again) {
      const content = contentOf(message)
      if (snapshot().outgoing.some((each) => each.id === id)) return
      dispatch({ type: 'written', id, ...content, at })
      if (again) start(id, content)
      else dispatch({ type: 'failed', id })
    },
    resendUnanswered: () => [...unanswered].forEach(resend),
    resend,
    discard: (id) => dispatch({ type: 'discarded', id }),
  }
}

/** Why a first message was refused: when one more conversation may be begun, or that the other writes first. */
function refusedOf(error: unknown, now: number): Refused {
  if (!(error instanceof KindredError)) return {}
  if (error.code === 'PARTNER_WRITES_FIRST') return { mustWait: true }
  return error.code === 'FIRST_MESSAGES_USED_UP' ? { freeAt: now + (error.retryAfter ?? 0) * 1_000 } : {}
}
