import { MatchCreated } from '@kindred/contracts/discovery'
import { snapshot } from '@kindred/events'

import { listAllMatches } from '../store/match.js'
import { type Tables } from '../store/schema.js'
import { accountKeyed } from '../writing/admit-account.js'
import { profileChanged } from '../writing/apply-profile.js'
import { matchOf } from '../writing/apply-swipe.js'
import { profileDeleted } from '../writing/forget-person.js'

export const consumers = [accountKeyed, profileChanged, profileDeleted]

export const snapshots = [
  snapshot<MatchCreated, Tables>(MatchCreated, async (db, after, limit) => {
    const pairs = await listAllMatches(db, after, limit)
    return pairs.map((pair) => ({ aggregateId: pair.match_id ?? '', payload: matchOf(pair) }))
  }),
]
