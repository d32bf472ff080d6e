import { AccountKeyed } from '@kindred/contracts/auth'
import { consume } from '@kindred/events'

import type { DiscoveryContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { admitAccount } from '../writing/admit-account.js'

export const accountKeyed = consume<DiscoveryContext, AccountKeyed, Tables>(
  AccountKeyed,
  async (trx, { userId, personKey }, { clock, memory }) => {
    await admitAccount(trx, { userId, key: Buffer.from(personKey) }, clock.now())
    memory.announce()
  },
)
