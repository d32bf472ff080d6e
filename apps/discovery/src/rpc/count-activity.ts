import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import type { Handler } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { countActivity as count } from '../store/activity.js'

export const countActivity: Handler<DiscoveryContext, DiscoveryServiceService['countActivity']> = ({
  db,
  clock,
}) => count(db, clock.now())
