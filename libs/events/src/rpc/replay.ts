import type { ReplayRequest, ReplayResponse } from '@kindred/contracts/events'
import { transact } from '@kindred/db'
import { AppError, serviceOf } from '@kindred/kernel'
import type { Call } from '@kindred/rpc'

import { requestReplay } from '../outbox/replays.js'
import { listSubscribedTypes } from '../outbox/subscriptions.js'
import type { OutboxContext } from './context.js'

/** Skips types without a snapshot, which have no present state to send. */
export async function replay(
  context: OutboxContext,
  request: ReplayRequest,
  call: Call,
): Promise<ReplayResponse> {
  const subscriber = serviceOf(call.principal).service
  const subscribed = await listSubscribedTypes(context.db, subscriber)
  if (request.types.some((type) => !subscribed.includes(type))) throw notSubscribed()
  const wanted = request.types.length > 0 ? request.types : subscribed
  const types = context.snapshots.map((one) => one.type).filter((type) => wanted.includes(type))
  await transact(context.db, (trx) => requestReplay(trx, subscriber, types))
  return {}
}

const notSubscribed = (): AppError =>
  new AppError({
    kind: 'wrongState',
    code: 'EVENT_TYPE_NOT_SUBSCRIBED',
    detail: 'Subscribe to an event type before asking for its replay.',
  })
