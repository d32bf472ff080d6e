import { AccountKeyed } from '@kindred/contracts/auth'
import { publish, type Snapshot, snapshot } from '@kindred/events'

import { type AuthContext } from '../context.js'
import { type Tables, type Trx } from '../store/schema.js'
import { listUsersAfter, saveUser, type SignedInUser } from '../store/users.js'

type PersonKeys = Pick<AuthContext, 'personKeyOf'>
type Account = Parameters<typeof saveUser>[1]

/** Finds the user of a Telegram account or makes one, of whom the other services are told. Locks the row. */
export async function openAccount(
  { personKeyOf }: PersonKeys,
  trx: Trx,
  account: Account,
): Promise<SignedInUser> {
  const user = await saveUser(trx, account)
  if (user.is_new) await publishKey(trx, user.id, personKeyOf(account.telegram_id))
  return user
}

/** Says whose account it is. */
export const publishKey = (trx: Trx, userId: string, personKey: Buffer): Promise<void> =>
  publish(trx, AccountKeyed, userId, { userId, personKey })

/** All accounts, for a service that begins to listen. */
export const accountSnapshot = ({ personKeyOf }: PersonKeys): Snapshot =>
  snapshot<AccountKeyed, Tables>(AccountKeyed, async (db, after, limit) => {
    const users = await listUsersAfter(db, after, limit)
    return users.map(({ id, telegram_id }) => ({
      aggregateId: id,
      payload: { userId: id, personKey: personKeyOf(telegram_id) },
    }))
  })
