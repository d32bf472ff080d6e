import {
  type ChatServiceService,
  type SubscribeRequest,
  SubscribeResponse,
  type SyncResponse,
  type UserEvent,
} from '@kindred/contracts/chat'
import { AppError, newId, userOf } from '@kindred/kernel'
import { beating, type Handlers } from '@kindred/rpc'

type Event = NonNullable<UserEvent['event']>

/** Chat with everything in memory: one conversation in which anyone may write, told to `people`. It outlives its server. */
export function createMemoryChat() {
  const logs = new Map<string, UserEvent[]>()
  const wakes = new Set<() => void>()
  const people: string[] = []
  const prunedTo = new Map<string, number>()
  const subscriptions: string[] = []
  let seq = 0
  let mayStore = Promise.resolve()
  const logOf = (userId: string): UserEvent[] => logs.get(userId) ?? logs.set(userId, []).get(userId)!
  const wakeAll = (): void => wakes.forEach((wake) => wake())

  function tell(userId: string, event: Event): void {
    const log = logOf(userId)
    log.push({ cursor: String(log.length + 1), event })
    wakeAll()
  }

  function startOf(userId: string, since: string): number | undefined {
    const position = Number(since)
    const isKnown = position <= logOf(userId).length && position >= (prunedTo.get(userId) ?? 0)
    return isKnown ? position : undefined
  }

  async function* subscribe(requests: AsyncIterable<SubscribeRequest>, signal: AbortSignal) {
    const positions = new Map<string, number>()
    const answers: SubscribeResponse[] = []
    let wake = (): void => undefined
    const ring = (): void => wake()
    wakes.add(ring)
    signal.addEventListener('abort', ring)
    const reading = (async () => {
      for await (const { change } of requests) {
        if (change?.$case === 'remove') positions.delete(change.value.userId)
        if (change?.$case === 'add') {
          const { userId, since } = change.value
          subscriptions.push(userId)
          const start = since === undefined ? logOf(userId).length : startOf(userId, since)
          positions.set(userId, start ?? logOf(userId).length)
          const cursor = String(logOf(userId).length)
          answers.push({ userId, event: undefined, cursor, resyncRequired: start === undefined, more: [] })
        }
        ring()
      }
    })().catch(() => undefined)
    try {
      while (!signal.aborted) {
        yield* answers.splice(0)
        for (const [userId, position] of positions) {
          const event = logOf(userId)[position]
          if (event === undefined) continue
          positions.set(userId, position + 1)
          yield { userId, event, cursor: '', resyncRequired: false, more: [] }
          ring()
        }
        const isBehind = [...positions].some(([userId, position]) => position < logOf(userId).length)
        if (answers.length === 0 && !isBehind) await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      wakes.delete(ring)
      void reading
    }
  }

  function sync(userId: string, since: string, size: number): SyncResponse {
    const log = logOf(userId)
    const present = { events: [], cursor: String(log.length), hasMore: false }
    if (since === '') return { ...present, resyncRequired: false }
    const start = startOf(userId, since)
    if (start === undefined) return { ...present, resyncRequired: true }
    const events = log.slice(start, start + size)
    const cursor = events.at(-1)?.cursor ?? since
    return { events, cursor, hasMore: start + size < log.length, resyncRequired: false }
  }

  const handlers: Partial<Handlers<object, typeof ChatServiceService>> = {
    async sendMessage(_, { conversationId, clientMessageId, text }, call) {
      if (text === 'nowhere')
        throw new AppError({ kind: 'notFound', code: 'CONVERSATION_NOT_FOUND', detail: 'No.' })
      await mayStore
      const senderId = userOf(call.principal).userId
      const createdAt = new Date()
      const key = { id: newId(), conversationId, seq: ++seq, senderId, clientMessageId }
      const message = { ...key, text, createdAt, advice: [] }
      for (const userId of people) tell(userId, { $case: 'messageCreated', value: { message } })
      return { message }
    },
    markRead: async (_, { upToSeq }) => ({ readUpToSeq: upToSeq, unreadCount: 0 }),
    setTyping: async () => ({}),
    sync: async (_, { since, pageSize }, call) => sync(userOf(call.principal).userId, since, pageSize || 200),
    subscribe: (_, requests, call) =>
      beating(subscribe(requests, call.signal), { beat: SubscribeResponse.fromPartial({}), everyMs: 500 }),
  }
  /** Keeps messages from being stored until the returned function is called. */
  function holdSends(): () => void {
    let release = (): void => undefined
    mayStore = new Promise((resolve) => (release = resolve))
    return release
  }
  return { handlers, people, tell, holdSends, logOf, prunedTo, subscriptions }
}

export type MemoryChat = ReturnType<typeof createMemoryChat>
