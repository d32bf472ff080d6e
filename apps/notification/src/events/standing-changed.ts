import { StandingChanged } from '@kindred/contracts/safety'
import { consume } from '@kindred/events'

import type { NotificationContext } from '../context.js'
import type { Trx } from '../store/schema.js'
import { changeStanding } from '../writing/change-standing.js'

export const standingChanged = consume(StandingChanged, (trx: Trx, event, { clock }: NotificationContext) =>
  changeStanding(trx, event, clock.now()),
)
