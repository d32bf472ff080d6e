import { KindredError } from '@kindred/client'
import { insist } from '@kindred/miniapp/state/query'

import type { Thread, ThreadAction } from './thread.js'
import type { ThreadWires } from './thread-wires.js'

/** Loads the pages of a thread; equal requests at the same time are one. */
interface ThreadPages {
  loadNewest(): Promise<void>
  loadOlder(): Promise<void>
}

const pageSize = 50

/** Whether a failure says that the conversation is over. */
export const isGone = (error: unknown): boolean =>
  error instanceof KindredError && error.code === 'CONVERSATION_NOT_FOUND'

export function createThreadPages(
  conversationId: string,
  wires: Pick<ThreadWires, 'listMessages'>,
  { snapshot, dispatch }: { snapshot(): Thread; dispatch(action: ThreadAction): void },
): ThreadPages {
  let newest: Promise<void> | undefined
  let older: Promise<void> | undefined

  const list = async (
    range: { before_seq?: number },
    type: 'newest-loaded' | 'older-loaded',
  ): Promise<void> => {
    try {
      const request = { conversation_id: conversationId, page_size: pageSize, ...range }
      const page = await insist(() => wires.listMessages(request))
      dispatch({ type, messages: page.messages, hasOlder: page.has_more })
    } catch (error) {
      if (!isGone(error)) throw error
      dispatch({ type: 'ended' })
    }
  }
  return {
    loadNewest: () => (newest ??= list({}, 'newest-loaded').finally(() => (newest = undefined))),
    loadOlder() {
      const [first] = snapshot().messages
      if (first === undefined || !snapshot().hasOlder) return Promise.resolve()
      return (older ??= list({ before_seq: first.seq }, 'older-loaded').finally(() => (older = undefined)))
    },
  }
}
