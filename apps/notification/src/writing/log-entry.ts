import type { Entry } from '../domain/thread.js'

/** An entry of a person's log. */
export interface LogEntry extends Entry {
  readonly conversationId: string
  /** A match that the person has just made and was told of. */
  readonly isOwn: boolean
  /** The other ended the conversation and says so kindly. */
  readonly farewell: boolean
}
