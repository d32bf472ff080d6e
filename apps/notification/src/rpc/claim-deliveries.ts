import type { DeliveryServiceService } from '@kindred/contracts/notification'
import type { Handler } from '@kindred/rpc'

import { claim } from '../claims/claim.js'
import { toDeliveries } from '../claims/to-deliveries.js'
import type { NotificationContext } from '../context.js'
import { findNextDue } from '../store/recipients.js'

export const claimDeliveries: Handler<
  NotificationContext,
  DeliveryServiceService['claimDeliveries']
> = async (context, { waitSeconds, max }, { signal }) => {
  const until = performance.now() + waitSeconds * 1000
  for (;;) {
    const { given, fullUntil } = await claim(context, max === 0 ? usualMax : max, signal)
    const leftMs = until - performance.now()
    if (given.length > 0 || leftMs <= 0 || signal.aborted)
      return { deliveries: await toDeliveries(context.db, given, context.clock.now()) }
    await context.queue.wait(Math.min(leftMs, await untilNextDue(context, fullUntil)), signal)
  }
}

const usualMax = 20

async function untilNextDue(
  { db, clock }: NotificationContext,
  fullUntil: Date | undefined,
): Promise<number> {
  const next = fullUntil ?? (await findNextDue(db))
  return next === undefined ? Infinity : Math.max(1, next.getTime() - clock.now().getTime())
}
