import { type KindredClient, type Live, type LiveEvent } from '@kindred/client'

import { createThreadStore, type ThreadStore } from '../features/chat/thread-store.js'
import { createStore, type Store } from './store.js'

/** All conversations that were looked at since the app was opened, and the connection that they use. */
export interface ChatRoom {
  /** The store of a conversation, made at the first question. */
  thread(conversationId: string): ThreadStore
  /** What is typed and not sent yet, by conversation. */
  readonly drafts: Map<string, string>
  /** How many messages are under way. */
  readonly waiting: Pick<Store<number, number>, 'snapshot' | 'subscribe'>
  /** From now on messages go over this connection. */
  use(live: Live): void
  /** Takes in what the connection brought. */
  hear(event: LiveEvent, me: string): void
}

export function createChatRoom(client: KindredClient): ChatRoom {
  const threads = new Map<string, ThreadStore>()
  const waiting = createStore((_: number, count: number) => count, 0)
  let live: Live | undefined
  let wasReady = false

  const wires = {
    listMessages: client.chat.listMessages,
    sendMessage: (message: { conversation_id: string; client_message_id: string; text: string }) =>
      live === undefined || live.state === 'closed' ? client.chat.sendMessage(message) : live.sendMessage(message),
    setRead: async (conversationId: string, upTo: number) => {
      if (live?.state === 'ready') await live.setRead(conversationId, upTo)
      else await client.chat.markRead({ conversation_id: conversationId, up_to_seq: upTo })
    },
  }
  /** Whatever was loaded may have missed something. */
  const reload = (): void => {
    for (const thread of threads.values()) if (thread.snapshot().loaded) void thread.loadNewest().catch(() => {})
  }
  const becameReady = (): void => {
    if (!wasReady) reload()
    wasReady = true
    for (const thread of threads.values()) thread.reconnected()
  }

  const count = (): void => waiting.dispatch([...threads.values()].reduce((sum, thread) => sum + sending(thread), 0))

  return {
    waiting,
    drafts: new Map(),
    thread(conversationId) {
      const known = threads.get(conversationId)
      if (known !== undefined) return known
      const thread = createThreadStore(conversationId, wires)
      threads.set(conversationId, thread)
      thread.subscribe(count)
      return thread
    },
    use(next) {
      live = next
      wasReady = false
    },
    hear(event, me) {
      if (event.type === 'resync.required') return reload()
      if (event.type === 'state') return event.state === 'ready' ? becameReady() : undefined
      if (event.type === 'message.created') {
        const { message } = event.data
        if (message !== undefined) threads.get(message.conversation_id)?.hearMessage(message)
      }
      if (event.type === 'message.read') {
        const { conversation_id: id, user_id: reader, up_to_seq: upTo } = event.data
        threads.get(id)?.hearRead(reader === me, upTo)
      }
      if (event.type === 'conversation.typing' && event.data.user_id !== me)
        threads.get(event.data.conversation_id)?.hearTyping(event.data.state === 'STARTED')
      if (event.type === 'conversation.ended') threads.get(event.data.conversation_id)?.hearEnd()
    },
  }
}

const sending = (thread: ThreadStore): number =>
  thread.snapshot().outgoing.filter(({ state }) => state === 'sending').length
