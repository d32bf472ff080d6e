import { type DiscoveryServiceService } from '@kindred/contracts/discovery'
import { pageSize } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { findCandidates } from '../store/candidates.js'
import { toCandidate } from './messages.js'
import { readViewer } from './viewer.js'

export const listCandidates: Handler<DiscoveryContext, DiscoveryServiceService['listCandidates']> = async (
  context,
  request,
  call,
) => {
  const viewer = await readViewer(context, call)
  const now = context.clock.now()
  const rows = await findCandidates(context.db, viewer, pageSize(request.pageSize, 20, 50), now)
  return { candidates: rows.map((row) => toCandidate(row, now)) }
}
