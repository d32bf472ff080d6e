import type { PeekedConversation } from '@kindred/contracts/chat'

import { bundle, type ShownMessage } from '../domain/bundle.js'
import type { Part } from '../domain/notice.js'
import type { ThreadRow } from '../store/schema.js'
import type { Claimed } from './claim-due.js'

/** A message with what its reader should be advised of, as chat found it. */
interface TellableMessage extends ShownMessage {
  readonly advice: PeekedConversation['messages'][number]['advice']
}

/** A delivery with what it shows of its conversation. */
export interface Composed extends Claimed {
  readonly messages: readonly TellableMessage[]
}

/** Fills in which messages a delivery shows; undefined when there is nothing to tell any more. */
export function compose(
  claimed: Claimed,
  thread: ThreadRow | undefined,
  peeked: PeekedConversation | undefined,
): Composed | undefined {
  const [part] = claimed.parts
  if (part?.kind !== 'MESSAGE' || claimed.isDigest) return { ...claimed, messages: [] }
  if (thread === undefined || thread.ended || peeked === undefined) return undefined
  const unread = peeked.messages.flatMap(toShown)
  const shown = part.upToSeq === undefined ? choosePart(part, thread, unread) : repeatPart(part, unread)
  return shown && { ...claimed, parts: [shown.part], messages: claimed.preview ? shown.messages : [] }
}

interface Shown {
  readonly part: Part
  readonly messages: readonly TellableMessage[]
}

function choosePart(
  { replaces, fromSeq, ...part }: Part,
  thread: ThreadRow,
  unread: readonly TellableMessage[],
) {
  const before =
    replaces === undefined || fromSeq === undefined ? undefined : { messageId: replaces, fromSeq }
  const bundled = bundle(unread, before, thread.told_seq)
  if (bundled === undefined) return undefined
  const { messages } = bundled
  const edit = bundled.replaces === undefined ? {} : { replaces: bundled.replaces }
  const span = { fromSeq: messages[0]!.seq, upToSeq: messages.at(-1)!.seq }
  return { part: { ...part, ...edit, ...span }, messages } satisfies Shown
}

/** Given out again it shows the same, but for what was read meanwhile. */
function repeatPart(part: Part, unread: readonly TellableMessage[]): Shown | undefined {
  const messages = unread.filter(({ seq }) => seq >= part.fromSeq! && seq <= part.upToSeq!)
  return messages.length === 0 ? undefined : { part, messages }
}

const toShown = ({
  seq,
  text,
  createdAt,
  advice,
}: PeekedConversation['messages'][number]): TellableMessage[] =>
  createdAt === undefined ? [] : [{ seq, text, createdAt, advice }]
