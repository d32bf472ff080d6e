import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { hashReceiptId } from '../domain/account-rules.js'
import { receiptNotFound } from '../domain/errors.js'
import { toDeletion } from '../messages.js'
import { findReceipt } from '../store/deletions.js'

export const getReceipt: Handler<AuthContext, AuthServiceService['getReceipt']> = async (
  { db },
  { receiptId },
) => {
  const deletion = await findReceipt(db, hashReceiptId(receiptId))
  if (deletion === undefined) throw receiptNotFound()
  return { deletion: toDeletion(deletion, receiptId) }
}
