import { AccountLeaving } from '@kindred/contracts/auth'
import { consume } from '@kindred/events'

import type { ChatContext } from '../context.js'
import type { Trx } from '../store/schema.js'
import { setAbsence } from '../writing/set-absence.js'

export const accountLeaving = consume(
  AccountLeaving,
  (trx: Trx, { userId, leaving }, { clock }: ChatContext) =>
    setAbsence(trx, { userId, reason: 'leaving', holds: leaving }, clock.now()),
)
