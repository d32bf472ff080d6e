import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import type { Handlers } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { block } from './block.js'
import { countActivity } from './count-activity.js'
import { getPool } from './get-pool.js'
import { getSuperlikes } from './get-superlikes.js'
import { getVisibility } from './get-visibility.js'
import { knowsPerson } from './knows-person.js'
import { listBlocks } from './list-blocks.js'
import { listCandidates } from './list-candidates.js'
import { listLikes } from './list-likes.js'
import { listMatches } from './list-matches.js'
import { like, pass } from './swipe.js'
import { unblock } from './unblock.js'
import { undo } from './undo.js'
import { unmatch } from './unmatch.js'
import { watchLostSight } from './watch-lost-sight.js'

export const handlers: Handlers<DiscoveryContext, DiscoveryServiceService> = {
  listCandidates,
  getPool,
  getSuperlikes,
  like,
  pass,
  undo,
  listLikes,
  listMatches,
  unmatch,
  block,
  listBlocks,
  unblock,
  getVisibility,
  watchLostSight,
  countActivity,
  knowsPerson,
}
