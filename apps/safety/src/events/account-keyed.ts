import { AccountKeyed } from '@kindred/contracts/auth'
import { consume } from '@kindred/events'

import type { SafetyContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { knowAccount } from '../writing/know-account.js'

export const accountKeyed = consume<SafetyContext, AccountKeyed, Tables>(
  AccountKeyed,
  (trx, event, { clock }) => knowAccount(trx, event, clock.now()),
)
