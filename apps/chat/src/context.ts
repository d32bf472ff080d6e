import type { Clock } from '@kindred/kernel'
import type { Limits } from '@kindred/kernel/marks'
import type { Metrics } from '@kindred/runtime'

import type { Live } from './live/live.js'
import type { Db } from './store/schema.js'
import type { MessageWriter } from './writing/message-writer.js'

export interface ChatContext {
  readonly db: Db
  readonly clock: Clock
  readonly metrics: Metrics
  readonly writer: MessageWriter
  readonly live: Live
  /** What holds for everybody at this moment. */
  limits(): Limits
}
