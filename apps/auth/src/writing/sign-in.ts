import { transact } from '@kindred/db'

import type { AuthContext } from '../context.js'
import type { Login, Proof } from '../domain/login.js'
import { rolesWithBot } from '../domain/session-rules.js'
import { isLeaving } from '../store/deletions.js'
import type { Trx } from '../store/schema.js'
import { findSanction } from '../store/standings.js'
import type { SignedInUser } from '../store/users.js'
import { grantFromSettings } from './change-role.js'
import { saveFirstRefreshToken } from './exchange-refresh-token.js'
import { openAccount } from './open-account.js'
import { openBotSession, type OpenedSession, openSession } from './open-session.js'
import { refusalOf } from './refuse-shut-out.js'

/** A login that was shown to belong to the caller. */
export interface ProvenLogin {
  readonly login: Login
  /** IETF tag, empty when the login did not say. */
  readonly languageCode: string
  /** Begins a session of its own on this device; without it the login belongs to the person's one session with the bot. */
  readonly device?: { readonly name: string; readonly proof: Proof }
}

/** Somebody with a new pair of tokens. */
export interface SignedIn {
  readonly user: SignedInUser
  readonly accessToken: string
  readonly refreshToken: string
}

/** Signs a person in, whatever the login. A person who signs in for the first time gets an account. */
export async function signIn(context: AuthContext, proven: ProvenLogin): Promise<SignedIn> {
  const { db, clock, keyring } = context
  const now = clock.now()
  const { user, session, refreshToken, leaving } = await transact(db, async (trx) => {
    const found = await openAccount(trx, context.personKeyOf, proven, now)
    // The account that this may have made goes with the transaction.
    const sanction = await findSanction(trx, context.personKeyOf(proven.login), now)
    if (sanction !== undefined) throw await refusalOf(context, sanction)
    const user = await withRolesOfSettings(trx, found, context.isFirstAdmin(proven.login))
    const session = proven.device
      ? await openSession(trx, user.id, proven.device, now)
      : await openBotSession(trx, user.id, now)
    const leaving = !user.is_new && (await isLeaving(trx, user.id))
    return { user, session, leaving, refreshToken: await saveFirstRefreshToken(trx, session.id, now) }
  })
  const roles = proven.device ? user.roles : rolesWithBot
  const accessToken = await keyring.issue({ userId: user.id, sessionId: session.id, roles, leaving })
  count(context, user, session)
  return { user, accessToken, refreshToken }
}

/** Whom the operator's settings name is an admin from this sign-in on. */
async function withRolesOfSettings(trx: Trx, user: SignedInUser, isAdmin: boolean): Promise<SignedInUser> {
  if (!isAdmin || user.roles.includes('admin')) return user
  await grantFromSettings(trx, user.id)
  return { ...user, roles: [...user.roles, 'admin'] }
}

function count({ metrics }: AuthContext, user: SignedInUser, session: OpenedSession): void {
  const result = session.isRenewed ? 'bot_renewal' : user.is_new ? 'new_user' : 'new_session'
  metrics.counter('sign_ins_total', 'Sign-ins by how they ended', ['result']).inc({ result })
}
