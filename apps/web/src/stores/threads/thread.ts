import type { Message, MessageContent } from '@kindred/client'

/** A message that the server has not acknowledged. */
export interface Outgoing extends MessageContent {
  readonly id: string
  /** When it was written, milliseconds since 1970. */
  readonly at: number
  readonly state: 'sending' | 'failed'
  /** Of one that was refused because its sender began enough conversations for now: when the next one is free, milliseconds since 1970. */
  readonly freeAt?: number | undefined
  /** Of one that was refused because the other wants to write first. */
  readonly mustWait?: boolean | undefined
}

/** What is known of a message that was not sent. */
export type Refused = Pick<Outgoing, 'freeAt' | 'mustWait'>

/** A message's content alone. */
export const contentOf = ({ text }: MessageContent): MessageContent => ({ text })

/** One conversation as its screen sees it. */
export interface Thread {
  /** By rising seq. A gap means that messages are missing and have to be loaded, unless the server said that there are none. */
  readonly messages: readonly Message[]
  /** Seqs between which and the known message before them the server has none for this person. */
  readonly joined: ReadonlySet<number>
  /** Whether the newest page was loaded. */
  readonly loaded: boolean
  readonly hasOlder: boolean
  /** In the order of their writing. */
  readonly outgoing: readonly Outgoing[]
  /** Up to which seq this person has read. */
  readonly readUpTo: number
  /** Up to which seq the other has read. */
  readonly partnerReadUpTo: number
  /** Until when the other is shown as typing, milliseconds since 1970. */
  readonly typingUntil: number | undefined
  /** Unmatched, or the other person left. */
  readonly ended: boolean
}

export type ThreadAction =
  | { readonly type: 'newest-loaded'; readonly messages: readonly Message[]; readonly hasOlder: boolean }
  | { readonly type: 'older-loaded'; readonly messages: readonly Message[]; readonly hasOlder: boolean }
  | { readonly type: 'stored'; readonly message: Message }
  | ({ readonly type: 'written'; readonly id: string; readonly at: number } & MessageContent)
  | ({ readonly type: 'failed'; readonly id: string } & Refused)
  | { readonly type: 'retried' | 'discarded'; readonly id: string }
  | { readonly type: 'read' | 'partner-read'; readonly upTo: number }
  | { readonly type: 'typing'; readonly until: number | undefined }
  | { readonly type: 'ended' }

export const emptyThread: Thread = {
  messages: [],
  joined: new Set(),
  loaded: false,
  hasOlder: false,
  outgoing: [],
  readUpTo: 0,
  partnerReadUpTo: 0,
  typingUntil: undefined,
  ended: false,
}

export function reduceThread(thread: Thread, action: ThreadAction): Thread {
  switch (action.type) {
    case 'newest-loaded':
      return takeNewest(thread, action)
    case 'older-loaded':
      return settle({
        ...thread,
        messages: merge(action.messages, thread.messages),
        joined: join(thread, [...action.messages, ...thread.messages.slice(0, 1)]),
        hasOlder: action.hasOlder,
      })
    case 'stored':
      return settle({
        ...stopTyping(thread, action.message),
        messages: merge(thread.messages, [action.message]),
      })
    case 'written': {
      const { id, at } = action
      const written = { id, at, ...contentOf(action), state: 'sending' } as const
      return { ...thread, outgoing: [...thread.outgoing, written] }
    }
    case 'failed':
      return mark(thread, action.id, {
        state: 'failed',
        freeAt: action.freeAt,
        mustWait: action.mustWait,
      })
    case 'retried':
      return mark(thread, action.id, { state: 'sending', freeAt: undefined, mustWait: undefined })
    case 'discarded':
      return { ...thread, outgoing: thread.outgoing.filter(({ id }) => id !== action.id) }
    case 'read':
      return action.upTo > thread.readUpTo ? { ...thread, readUpTo: action.upTo } : thread
    case 'partner-read':
      return action.upTo > thread.partnerReadUpTo ? { ...thread, partnerReadUpTo: action.upTo } : thread
    case 'typing':
      return action.until === thread.typingUntil ? thread : { ...thread, typingUntil: action.until }
    case 'ended':
      return { ...thread, ended: true, typingUntil: undefined }
  }
}

/** The newest page and all that joins it without a gap; what lies before a gap is loaded again by paging back. */
function takeNewest(thread: Thread, page: { messages: readonly Message[]; hasOlder: boolean }): Thread {
  const all = merge(thread.messages, page.messages)
  const joined = join(thread, page.messages)
  const messages = all.slice(startOfTail({ messages: all, joined }))
  const reachesBack = messages[0] !== undefined && messages[0].seq < (page.messages[0]?.seq ?? 1)
  const dropped = messages.length < all.length
  const hasOlder = dropped || (reachesBack ? thread.hasOlder : page.hasOlder)
  return settle({ ...thread, messages, joined, loaded: true, hasOlder })
}

/** Where the last run of seqs without a gap begins. */
function startOfTail({ messages, joined }: Pick<Thread, 'messages' | 'joined'>): number {
  let start = Math.max(0, messages.length - 1)
  while (start > 0 && isJoined(messages[start]!.seq, messages[start - 1]!.seq)) start--
  return start

  function isJoined(seq: number, before: number): boolean {
    return seq === before + 1 || joined.has(seq)
  }
}

/** Notes that nothing is missing between messages that the server listed one after the other. */
function join({ joined }: Thread, listed: readonly Message[]): ReadonlySet<number> {
  const jumps = listed.slice(1).filter(({ seq }, index) => seq !== listed[index]!.seq + 1)
  return jumps.length === 0 ? joined : new Set([...joined, ...jumps.map(({ seq }) => seq)])
}

/** Whether messages between the known ones are missing. */
export const hasGap = (thread: Thread): boolean => startOfTail(thread) > 0

/** The newest known seq, 0 in an empty conversation. */
export const lastSeq = ({ messages }: Thread): number => messages.at(-1)?.seq ?? 0

function merge(known: readonly Message[], more: readonly Message[]): Message[] {
  const bySeq = new Map([...known, ...more].map((message) => [message.seq, message]))
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq)
}

/** Removes stored messages from the outgoing ones, whichever of the ack and the event came first. */
function settle(thread: Thread): Thread {
  const stored = new Set(thread.messages.map((message) => message.client_message_id))
  const outgoing = thread.outgoing.filter(({ id }) => !stored.has(id))
  return outgoing.length === thread.outgoing.length ? thread : { ...thread, outgoing }
}

const mark = (thread: Thread, id: string, change: Pick<Outgoing, 'state'> & Refused): Thread => ({
  ...thread,
  outgoing: thread.outgoing.map((each) => (each.id === id ? { ...each, ...change } : each)),
})

/** A message of the other person ends their typing; one's own does not. */
function stopTyping(thread: Thread, message: Message): Thread {
  const own = thread.outgoing.some(({ id }) => id === message.client_message_id)
  return own || thread.typingUntil === undefined ? thread : { ...thread, typingUntil: undefined }
}
