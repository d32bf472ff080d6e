import type { ModerationServiceService } from '@kindred/contracts/safety'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { followChain } from '../domain/audit-chain.js'
import { readChain } from '../store/audit.js'

export const verifyAudit: Handler<SafetyContext, ModerationServiceService['verifyAudit']> = async ({
  db,
}) => {
  const { records, firstBroken, lastHash } = await followChain(readChain(db))
  return { intact: firstBroken === undefined, records, firstBroken, lastHash: lastHash.toString('hex') }
}
