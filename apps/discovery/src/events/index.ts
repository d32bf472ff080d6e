import { MatchCreated } from '@kindred/contracts/discovery'
import { snapshot } from '@kindred/events'

import { matchOf } from '../rpc/swipe.js'
import { listAllMatches } from '../store/match.js'
import { type Tables } from '../store/schema.js'
import { accountKeyed } from './account-keyed.js'
import { profileChanged } from './profile-changed.js'
import { profileDeleted } from './profile-deleted.js'

export const consumers = [accountKeyed, profileChanged, profileDeleted]

export const snapshots = [
  snapshot<MatchCreated, Tables>(MatchCreated, async (db, after, limit) => {
    const pairs = await listAllMatches(db, after, limit)
    return pairs.map((pair) => ({ aggregateId: pair.match_id ?? '', payload: matchOf(pair) }))
  }),
]
