import type { GetAccountResponse } from '@kindred/contracts/auth'
import { AppError } from '@kindred/kernel'
import type { Call } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'

/** What auth knows of a person; undefined for an account that is gone. */
export async function findAccount(
  { auth, tokenFor }: SafetyContext,
  userId: string,
  call: Call,
): Promise<GetAccountResponse | undefined> {
  try {
    return await auth.getAccount({ userId }, { ...call.outgoing(), token: await tokenFor('auth') })
  } catch (error) {
    if (error instanceof AppError && error.kind === 'notFound') return undefined
    throw error
  }
}
