import { AccountKeyed } from '@kindred/contracts/auth'
import { consume } from '@kindred/events'

import type { ProfileContext } from '../context.js'
import type { ProfileTables } from '../store/schema.js'
import { admitAccount } from '../writing/admit-account.js'

export const accountKeyed = consume<ProfileContext, AccountKeyed, ProfileTables>(
  AccountKeyed,
  (trx, { userId, personKey }) => admitAccount(trx, userId, Buffer.from(personKey)),
)
