import { AccountLeaving } from '@kindred/contracts/auth'
import { consume } from '@kindred/events'

import type { NotificationContext } from '../context.js'
import type { Trx } from '../store/schema.js'
import { setLeaving } from '../writing/set-leaving.js'

export const accountLeaving = consume(
  AccountLeaving,
  (trx: Trx, { userId, leaving }, { clock }: NotificationContext) =>
    setLeaving(trx, userId, leaving, clock.now()),
)
