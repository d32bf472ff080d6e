import { AccountKeyed } from '@kindred/contracts/auth'
import { publish } from '@kindred/events'
import { newId } from '@kindred/kernel'

import type { Login } from '../domain/login.js'
import type { Trx } from '../store/schema.js'
import { type NewUser, saveUser, type SignedInUser } from '../store/users.js'

/** The key of the person behind a login. */
export type KeyOf = (login: Login) => Buffer

/** Finds the user of a login or makes one, of whom the other services are told. Locks the row. */
export async function openAccount(
  trx: Trx,
  keyOf: KeyOf,
  { login, languageCode, username }: Pick<NewUser, 'login' | 'languageCode' | 'username'>,
  now: Date,
): Promise<SignedInUser> {
  const user = await saveUser(trx, {
    id: newId(now.getTime()),
    login,
    languageCode,
    username,
    createdAt: now,
  })
  if (user.is_new) await publishKey(trx, user.id, keyOf(login))
  return user
}

/** Says whose account it is. */
export const publishKey = (trx: Trx, userId: string, personKey: Buffer): Promise<void> =>
  publish(trx, AccountKeyed, userId, { userId, personKey })
