import type { KindredClient, Live, LiveEvent, SendMessageRequest } from '@kindred/client'

import type { UnsentStore } from '../../ground/session/unsent.js'
import { createStore, type Store } from '../../ground/state/store.js'
import type { ThreadStore } from './thread-store.js'
import { createThreads } from './threads.js'

/** All conversations that were looked at since the app was opened, and the connection that they use. */
export interface ChatRoom {
  /** The store of a conversation, created at first use. */
  thread(conversationId: string): ThreadStore
  /** Typed and not sent yet, by conversation. */
  readonly drafts: Map<string, string>
  /** How many messages are under way. */
  readonly waiting: Pick<Store<number, number>, 'snapshot' | 'subscribe'>
  /** Sends messages over this connection from now on, first those that an earlier connection or page left behind. */
  use(live: Live): void
  /** Applies an event of the connection. */
  hear(event: LiveEvent, me: string): void
}

export function createChatRoom(client: KindredClient, unsent: UnsentStore): ChatRoom {
  const waiting = createStore((_: number, count: number) => count, 0)
  let live: Live | undefined
  let wasReady = false

  const wires = {
    listMessages: client.chat.listMessages,
    sendMessage: (message: SendMessageRequest) =>
      live === undefined || live.state === 'closed'
        ? client.chat.sendMessage(message)
        : live.sendMessage(message),
    setRead: async (conversationId: string, upTo: number) => {
      if (live?.state === 'ready') await live.setRead(conversationId, upTo)
      else await client.chat.markRead({ conversation_id: conversationId, up_to_seq: upTo })
    },
  }
  const threads = createThreads(wires, unsent, () =>
    waiting.dispatch(threads.all().reduce((sum, thread) => sum + sending(thread), 0)),
  )
  /** Reloads the threads, which may have missed events. */
  const reload = (): void => {
    for (const thread of threads.all()) if (thread.snapshot().loaded) void thread.loadNewest().catch(() => {})
  }
  const becameReady = (): void => {
    if (!wasReady) reload()
    wasReady = true
    for (const thread of threads.all()) thread.reconnected()
  }

  return {
    waiting,
    drafts: new Map(),
    thread: threads.open,
    use(next) {
      live = next
      wasReady = false
      threads.resume()
    },
    hear(event, me) {
      if (event.type === 'resync.required') return reload()
      if (event.type === 'state') return event.state === 'ready' ? becameReady() : undefined
      if (event.type === 'message.created') {
        const { message } = event.data
        if (message !== undefined) threads.find(message.conversation_id)?.hearMessage(message)
      }
      if (event.type === 'message.read') {
        const { conversation_id: id, user_id: reader, up_to_seq: upTo } = event.data
        threads.find(id)?.hearRead(reader === me, upTo)
      }
      if (event.type === 'conversation.typing' && event.data.user_id !== me)
        threads.find(event.data.conversation_id)?.hearTyping(event.data.state === 'STARTED')
      if (event.type === 'conversation.ended') threads.find(event.data.conversation_id)?.hearEnd()
    },
  }
}

const sending = (thread: ThreadStore): number =>
  thread.snapshot().outgoing.filter(({ state }) => state === 'sending').length
