/** A message of a conversation, as it is shown by the bot. */
export interface ShownMessage {
  readonly seq: number
  readonly text: string
  readonly createdAt: Date
}

/** Which messages a message of the bot shows. */
export interface Bundle<Message> {
  /** The bot's message to edit; undefined for a new one. */
  readonly replaces: number | undefined
  readonly messages: readonly Message[]
}

/** Leaves room for the name and for what marks where a message begins, below Telegram's 4,096. */
const maxBundleLength = 3_500
/** Fewer than chat gives at a time, so that there is always one among them that was not told. */
const maxBundled = 40

/**
 * Puts unread messages, by rising seq, into the bot's message that shows the first of them, as long as they fit; else the later ones into a new
 * one. One message is taken however long it is. Undefined when there is nothing to show.
 */
export function bundle<Message extends Pick<ShownMessage, 'seq' | 'text'>>(
  unread: readonly Message[],
  shown: { readonly messageId: number; readonly fromSeq: number } | undefined,
  toldSeq: number,
): Bundle<Message> | undefined {
  const fresh = unread.filter(({ seq }) => seq > toldSeq)
  if (fresh.length === 0) return undefined
  if (shown !== undefined) {
    const all = unread.filter(({ seq }) => seq >= shown.fromSeq)
    if (fitting(all).length === all.length) return { replaces: shown.messageId, messages: all }
  }
  return { replaces: undefined, messages: fitting(fresh) }
}

function fitting<Message extends Pick<ShownMessage, 'text'>>(
  messages: readonly Message[],
): readonly Message[] {
  let length = 0
  const tooMany = messages.findIndex(
    ({ text }, at) => ((length += text.length + 1) > maxBundleLength && at > 0) || at >= maxBundled,
  )
  return tooMany === -1 ? messages : messages.slice(0, tooMany)
}
