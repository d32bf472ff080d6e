import { transact } from '@kindred/db'

import type { SafetyContext } from '../context.js'
import { endNextExpired } from '../writing/lift-sanctions.js'
import { settleNextDecision } from '../writing/settle-decision.js'
import { repeat } from './repeat.js'

/** Draws the consequences of decisions that can no longer be taken back, each in its own transaction. */
export const settleDecisions = (context: SafetyContext, signal: AbortSignal): Promise<void> =>
  repeat(signal, () => transact(context.db, (trx) => settleNextDecision(trx, context.clock.now())))

/** Lets those in again whose suspension is over. */
export const endSuspensions = (context: SafetyContext, signal: AbortSignal): Promise<void> =>
  repeat(signal, () => transact(context.db, (trx) => endNextExpired(trx, context.clock.now())))
