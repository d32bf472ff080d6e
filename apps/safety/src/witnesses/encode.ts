import { SnapshotConversationResponse } from '@kindred/contracts/chat'
import { KnowsPersonResponse } from '@kindred/contracts/discovery'

/** The two people of a report, as its evidence names them. */
interface Sides {
  readonly targetId: string
  /** Stands for the reporter, who is not named: evidence outlives the reporter's account. */
  readonly reporterRef: string
}

const nameOf = (userId: string, { targetId, reporterRef }: Sides): string =>
  userId === targetId ? targetId : reporterRef

/** A conversation as it is kept. */
export function encodeConversation(found: SnapshotConversationResponse, sides: Sides): Buffer {
  const messages = found.messages.map((message) => ({
    ...message,
    senderId: nameOf(message.senderId, sides),
  }))
  return Buffer.from(SnapshotConversationResponse.encode({ ...found, messages }).finish())
}

/** The words beside likes as they are kept; undefined when there are none. */
export function encodeWords({ known, words }: KnowsPersonResponse, sides: Sides): Buffer | undefined {
  if (words.length === 0) return undefined
  const named = words.map((one) => ({ ...one, writerId: nameOf(one.writerId, sides) }))
  return Buffer.from(KnowsPersonResponse.encode({ known, words: named }).finish())
}
