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

/** The thread after an entry. Entries may come late or twice: what is newer holds. */
export function apply(thread: ThreadState, entry: Entry): { thread: ThreadState; meaning: Meaning } {
  switch (entry.kind) {
    case 'MESSAGE':
      return applyMessage(thread, entry)
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

const unchanged = (thread: ThreadState) => ({ thread, meaning: 'nothing' as const })

function applyMessage(thread: ThreadState, { userId, actorId, seq, position, at }: Entry) {
  if (thread.ended && position < thread.position) return unchanged(thread)
  const isOwn = actorId === userId
  const isNewest = thread.last_at === null || at >= thread.last_at
  const moved = isNewest ? { ...thread, last_at: at, last_is_own: isOwn } : thread
  if (isOwn) return { thread: moved, meaning: 'seen' as const }
  const { unread } = thread
  const isNext = seq > (unread.at(-1) ?? 0)
  if (seq <= thread.read_seq || (!isNext && unread.includes(seq)))
    return { thread: moved, meaning: 'nothing' as const }
  const all = [...unread, seq]
  if (!isNext) all.sort((one, other) => one - other)
  return { thread: { ...moved, unread: all.slice(-maxUnread) }, meaning: 'news' as const }
}

function applyRead(thread: ThreadState, { userId, actorId, seq }: Entry) {
  if (actorId !== userId || seq <= thread.read_seq) return unchanged(thread)
  const unread = thread.unread.filter((one) => one > seq)
  const meaning: Meaning = unread.length === 0 ? 'over' : 'seen'
  return { thread: { ...thread, read_seq: seq, unread }, meaning }
}

function applyChange(thread: ThreadState, { kind, position, actorId }: Entry) {
  if (position <= thread.position) return unchanged(thread)
  const ended = kind === 'CONVERSATION_ENDED'
  const partner_id = ended || actorId === '' ? thread.partner_id : actorId
  const meaning: Meaning = ended ? 'over' : 'nothing'
  return { thread: { ...thread, partner_id, ended, position }, meaning }
}
