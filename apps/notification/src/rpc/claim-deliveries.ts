import type { DeliveryServiceService } from '@kindred/contracts/notification'
import type { Handler } from '@kindred/rpc'

import { claim } from '../claims/claim.js'
import { toDeliveries } from '../claims/to-deliveries.js'
import type { NotificationContext } from '../context.js'
import { saveOwnMessages } from '../store/deliveries.js'
import { findNextDue } from '../store/recipients.js'

export const claimDeliveries: Handler<
  NotificationContext,
  DeliveryServiceService['claimDeliveries']
> = async (context, { waitSeconds, max, ownMessages }, { signal }) => {
  const { db, clock, queue } = context
  if (ownMessages > 0) await saveOwnMessages(db, ownMessages, clock.now())
  const until = performance.now() + waitSeconds * 1000
  for (;;) {
    const next = await findNextDue(db)
    const isDue = next !== undefined && next <= clock.now()
    const { given, fullUntil } = isDue ? await claim(context, max === 0 ? usualMax : max, signal) : nothing
    const leftMs = until - performance.now()
    if (given.length > 0 || leftMs <= 0 || signal.aborted)
      return { deliveries: await toDeliveries(db, given, clock.now()) }
    const dueMs = untilDue(fullUntil ?? next, clock.now())
    // Whoever is due and was not given out is in other hands at this moment.
    await queue.wait(Math.min(leftMs, Math.max(dueMs, restMs)), signal)
  }
}

const usualMax = 20
const restMs = 10
const nothing = { given: [], fullUntil: undefined }

const untilDue = (due: Date | undefined, now: Date): number =>
  due === undefined ? Infinity : due.getTime() - now.getTime()
