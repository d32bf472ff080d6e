/** One person's side of a conversation, as far as the rules need it. */
export interface ThreadState {
  readonly partner_id: string
  readonly read_seq: number
  readonly unread: readonly number[]
  readonly ended: boolean
  /** Of the person's log, of the newest beginning or end of the conversation. */
  readonly position: number
  readonly last_at: Date | null
  readonly last_is_own: boolean
}

/** An entry of the person's own log about the conversation. */
export interface Entry {
  readonly userId: string
  readonly position: number
  readonly kind:
    | 'MESSAGE'
    | 'READ'
    | 'CONVERSATION_CREATED'
    | 'CONVERSATION_ENDED'
    | 'MATCH'
    | 'CONTACT_OFFERED'
    | 'CONTACT_WITHDRAWN'
    | 'CONTACT_SHARED'
  readonly actorId: string
  readonly seq: number
  readonly at: Date
}

/** What an entry means to what the person is told of the conversation. */
export type Meaning =
  /** There is a message to tell. */
  | 'news'
  /** What was told of the conversation is seen: more comes in a new message. */
  | 'seen'
  /** Nothing is left to tell of it. */
  | 'over'
  | 'nothing'

/** More than anybody reads in a chat of the bot; older ones count as told. */
const maxUnread = 200

export const newThread = (partnerId: string): ThreadState => ({
  partner_id: partnerId,
  read_seq: 0,
  unread: [],
  ended: false,
  position: 0,
  last_at: null,
  last_is_own: false,
})

/** A thread after an entry, and what that means. */
interface Applied<Thread> {
  readonly thread: Thread
  readonly meaning: Meaning
}

/** The thread after an entry. Entries may come late or twice: what is newer holds. Whoever looks at the app `isThere`. */
export function apply<Thread extends ThreadState>(
  thread: Thread,
  entry: Entry,
  isThere: boolean,
): Applied<Thread> {
  switch (entry.kind) {
    case 'MESSAGE':
      return applyMessage(thread, entry, isThere)
    case 'READ':
      return applyRead(thread, entry)
    case 'CONVERSATION_CREATED':
    case 'CONVERSATION_ENDED':
    case 'MATCH':
      return applyChange(thread, entry)
    case 'CONTACT_OFFERED':
    case 'CONTACT_WITHDRAWN':
    case 'CONTACT_SHARED':
      return unchanged(thread)
  }
}

const unchanged = <Thread>(thread: Thread): Applied<Thread> => ({ thread, meaning: 'nothing' })

function applyMessage<Thread extends ThreadState>(
  thread: Thread,
  { userId, actorId, seq, position, at }: Entry,
  isThere: boolean,
): Applied<Thread> {
  if (thread.ended && position < thread.position) return unchanged(thread)
  const isOwn = actorId === userId
  const isNewest = thread.last_at === null || at >= thread.last_at
  const moved = isNewest ? { ...thread, last_at: at, last_is_own: isOwn } : thread
  // Whoever writes in the app sees what came before; a reply in the bot's chat answers what the bot has shown.
  if (isOwn) return isThere ? applySeen(moved, seq) : { thread: moved, meaning: 'seen' }
  const { unread } = thread
  const isNext = seq > (unread.at(-1) ?? 0)
  if (seq <= thread.read_seq || (!isNext && unread.includes(seq)))
    return { thread: moved, meaning: 'nothing' }
  const all = [...unread, seq]
  if (!isNext) all.sort((one, other) => one - other)
  return { thread: { ...moved, unread: all.slice(-maxUnread) }, meaning: 'news' }
}

const applyRead = <Thread extends ThreadState>(
  thread: Thread,
  { userId, actorId, seq }: Entry,
): Applied<Thread> =>
  actorId !== userId || seq <= thread.read_seq ? unchanged(thread) : applySeen(thread, seq)

function applySeen<Thread extends ThreadState>(thread: Thread, seq: number): Applied<Thread> {
  const unread = thread.unread.filter((one) => one > seq)
  const meaning = unread.length === 0 ? 'over' : 'seen'
  return { thread: { ...thread, read_seq: Math.max(thread.read_seq, seq), unread }, meaning }
}

function applyChange<Thread extends ThreadState>(
  thread: Thread,
  { kind, position, actorId }: Entry,
): Applied<Thread> {
  if (position <= thread.position) return unchanged(thread)
  const ended = kind === 'CONVERSATION_ENDED'
  const partner_id = ended || actorId === '' ? thread.partner_id : actorId
  const meaning = ended ? 'over' : 'nothing'
  return { thread: { ...thread, partner_id, ended, position }, meaning }
}
