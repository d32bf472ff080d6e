import type { AppError } from '@kindred/kernel'

import type { AuthContext } from '../context.js'
import { accountShutOut } from '../domain/errors.js'
import type { StandingRow } from '../store/schema.js'
import { findSanction } from '../store/standings.js'
import { findLogin } from '../store/users.js'

/** The refusal of somebody who is shut out, with what an appeal takes. */
export async function refusalOf({ keyring }: AuthContext, sanction: StandingRow): Promise<AppError> {
  const { user_id: userId, decision_id: decisionId, rule, ends_at: endsAt } = sanction
  const appealToken = await keyring.issueAppeal({ userId, decisionId })
  const isBanned = sanction.standing === 'BANNED'
  return accountShutOut({ isBanned, endsAt, rule, decisionId, appealToken })
}

/** The refusal of a person by an account that may be shut out now. */
export async function refusalOfUser(context: AuthContext, userId: string): Promise<AppError | undefined> {
  const login = await findLogin(context.db, userId)
  if (login === undefined) return undefined
  const sanction = await findSanction(context.db, context.personKeyOf(login), context.clock.now())
  return sanction && refusalOf(context, sanction)
}
