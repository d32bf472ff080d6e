import { SignInRefused } from '@kindred/contracts/auth'
import { consume } from '@kindred/events'

import type { SafetyContext } from '../context.js'
import { savePersonUse } from '../store/accounts.js'
import type { Tables } from '../store/schema.js'

export const signInRefused = consume<SafetyContext, SignInRefused, Tables>(
  SignInRefused,
  async (trx, { personKey }, { clock }) =>
    void (await savePersonUse(trx, Buffer.from(personKey), clock.now())),
)
