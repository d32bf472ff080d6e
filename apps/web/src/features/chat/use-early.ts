import { marks } from '@kindred/kernel/marks'

import { useUserId } from '../../ground/session/session.js'
import type { ThreadStore } from '../../stores/threads/thread-store.js'

/** Tells whether the person is about to write one of their first messages here, which the other may see with advice. */
export function useEarly(thread: ThreadStore): () => boolean {
  const me = useUserId()
  return () => {
    const { loaded, hasOlder, messages, outgoing } = thread.snapshot()
    const written = messages.filter((message) => message.sender_id === me).length + outgoing.length
    return loaded && !hasOlder && written < marks.earlyContact.messages
  }
}
