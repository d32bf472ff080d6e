import { AccountLeaving } from '@kindred/contracts/auth'
import { consume } from '@kindred/events'

import type { ChatContext } from '../context.js'
import type { Db } from '../store/schema.js'
import { setAbsence } from '../writing/set-absence.js'

export const accountLeaving = consume(
  AccountLeaving,
  (trx: Db, { userId, leaving }, { clock }: ChatContext) =>
    setAbsence(trx, { userId, reason: 'leaving', holds: leaving }, clock.now()),
)
