import { transact } from '@kindred/db'

import type { AuthContext } from '../context.js'
import { invitationRequired } from '../domain/errors.js'
import type { Login, Proof } from '../domain/login.js'
import { rolesWithBot } from '../domain/session-rules.js'
import { isLeaving } from '../store/deletions.js'
import type { StandingRow, Trx } from '../store/schema.js'
import { findSanction } from '../store/standings.js'
import type { SignedInUser } from '../store/users.js'
import { acceptInvitation } from './accept-invitation.js'
import { grantFromSettings } from './change-role.js'
import { saveFirstRefreshToken } from './exchange-refresh-token.js'
import { noteRefused } from './note-refused.js'
import { openAccount } from './open-account.js'
import { openBotSession, type OpenedSession, openSession } from './open-session.js'
import { refusalOf } from './refuse-shut-out.js'

/** A login that was shown to belong to the caller. */
export interface ProvenLogin {
  readonly login: Login
  /** IETF tag, empty when the login did not say. */
  readonly languageCode: string
  /** At Telegram, empty for none; undefined when the login did not say. */
  readonly username: string | undefined
  /** The code of the invitation that the person followed. */
  readonly invitation: string | undefined
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
  let sanction: StandingRow | undefined
  const opening = transact(db, async (trx) => {
    const found = await openAccount(trx, context.personKeyOf, proven, now)
    // The account that this may have made goes with the transaction.
    sanction = await findSanction(trx, context.personKeyOf(proven.login), now)
    if (sanction !== undefined) throw await refusalOf(context, sanction)
    const isInvited = found.is_new && (await acceptInvitation(trx, context, proven.invitation, now))
    if (found.is_new && !isInvited && needsInvitation(context, proven.login)) throw invitationRequired()
    const user = await withRolesOfSettings(trx, found, context.isFirstAdmin(proven.login))
    const session = proven.device
      ? await openSession(trx, user.id, proven.device, now)
      : await openBotSession(trx, user.id, now)
    const leaving = !user.is_new && (await isLeaving(trx, user.id))
    const refreshToken = await saveFirstRefreshToken(trx, session.id, now)
    return { user, session, leaving, isInvited, refreshToken }
  })
  const { user, session, refreshToken, leaving, isInvited } = await opening.catch(async (error: unknown) => {
    const refused = sanction
    if (refused !== undefined) await transact(db, (trx) => noteRefused(trx, refused, now))
    throw error
  })
  const roles = proven.device ? user.roles : rolesWithBot
  const accessToken = await keyring.issue({ userId: user.id, sessionId: session.id, roles, leaving })
  count(context, resultOf(user, session, isInvited))
  return { user, accessToken, refreshToken }
}

/** Whom the operator's settings name is an admin from this sign-in on. */
async function withRolesOfSettings(trx: Trx, user: SignedInUser, isAdmin: boolean): Promise<SignedInUser> {
  if (!isAdmin || user.roles.includes('admin')) return user
  await grantFromSettings(trx, user.id)
  return { ...user, roles: [...user.roles, 'admin'] }
}

const needsInvitation = ({ inviteOnly, isFirstAdmin }: AuthContext, login: Login): boolean =>
  inviteOnly && !isFirstAdmin(login)

function resultOf(user: SignedInUser, session: OpenedSession, isInvited: boolean): string {
  if (session.isRenewed) return 'bot_renewal'
  if (!user.is_new) return 'new_session'
  return isInvited ? 'invited_user' : 'new_user'
}

function count({ metrics }: AuthContext, result: string): void {
  metrics.counter('sign_ins_total', 'Sign-ins by how they ended', ['result']).inc({ result })
}
