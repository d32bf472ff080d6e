import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { decodeCursor, encodeCursor, pageSize } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { servePage } from '../deck/pages.js'
import { searchFor } from '../domain/wishes.js'
import { toCandidate } from '../messages.js'
import { withFilters } from '../store/viewer.js'
import { checkFilters } from './check-wishes.js'
import { readViewer } from './viewer.js'

type Method = DiscoveryServiceService['listCandidates']

export const listCandidates: Handler<DiscoveryContext, Method> = async (context, request, call) => {
  const { db, clock } = context
  const viewer = await readViewer(context, call)
  const now = clock.now()
  const { filters, pageToken } = request
  if (filters !== undefined) checkFilters(filters)
  const wishes = filters === undefined ? viewer.wishes : await withFilters(db, viewer.wishes, filters)
  const token = decodeCursor(call, pageToken, ['id', 'number'])
  const page = await servePage(context, {
    search: searchFor(viewer.person, wishes, now),
    mayWiden: viewer.row.widen_distance,
    size: pageSize(request.pageSize, 20, 50),
    after: token && { deckId: token[0], offset: token[1] },
    now,
  })
  return {
    candidates: page.cards.map((card) => toCandidate(card, { ...page, viewer, now })),
    nextPageToken: page.next === undefined ? '' : encodeCursor(call, [page.next.deckId, page.next.offset]),
    widenedToKm: page.widenedToKm,
  }
}
