import type { NotificationServiceService } from '@kindred/contracts/notification'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { countUnseen, listToCelebrate } from '../store/arrivals.js'
import { findSaid } from '../store/settings.js'

const maxCelebrated = 50

export const getBadges: Handler<NotificationContext, NotificationServiceService['getBadges']> = async (
  { db },
  _request,
  { principal },
) => {
  const { userId } = userOf(principal)
  const { likes, matches } = await countUnseen(db, userId)
  const celebrateMatchIds = await listToCelebrate(db, userId, maxCelebrated)
  const timeZone = (await findSaid(db, userId)).settings?.time_zone ?? null
  return { unseenLikes: likes, unseenMatches: matches, celebrateMatchIds, timeZoneKnown: timeZone !== null }
}
