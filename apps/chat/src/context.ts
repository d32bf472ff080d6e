import { type Clock } from '@kindred/kernel'

import { type Draft } from './domain/draft.js'
import { type Live } from './live/live.js'
import { type Db, type MessageRow } from './store/schema.js'
import { type GroupWriter } from './writing/group-writer.js'

/** What a handler of chat may use. */
export interface ChatContext {
  readonly db: Db
  readonly clock: Clock
  /** Stores messages; those that arrive while others are being written go into one transaction. */
  readonly writer: GroupWriter<Draft, MessageRow>
  readonly live: Live
}
