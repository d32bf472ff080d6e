import { StandingChanged } from '@kindred/contracts/safety'
import { consume } from '@kindred/events'

import type { AuthContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { changeStanding } from '../writing/change-standing.js'

export const standingChanged = consume<AuthContext, StandingChanged, Tables>(
  StandingChanged,
  (trx, event, { clock, personKeyOf }) => changeStanding(trx, event, personKeyOf, clock.now()),
)
