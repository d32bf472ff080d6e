import type { SubscribeRequest, SubscribeResponse } from '@kindred/contracts/events'
import { transact } from '@kindred/db'
import { serviceOf } from '@kindred/kernel'
import type { Call } from '@kindred/rpc'

import { lockSubscriptions } from '../locks.js'
import { requestReplay } from '../outbox/replays.js'
import { listSubscribedTypes, saveSubscriptions } from '../outbox/subscriptions.js'
import type { OutboxContext } from './context.js'

/** Subscribes the caller, whose name comes from its token. */
export async function subscribe(
  context: OutboxContext,
  { types }: SubscribeRequest,
  call: Call,
): Promise<SubscribeResponse> {
  const subscriber = serviceOf(call.principal).service
  const known = new Set(await listSubscribedTypes(context.db, subscriber))
  if (types.every((type) => known.has(type))) return { addedTypes: [] }
  return transact(context.db, async (trx) => {
    await lockSubscriptions(trx)
    const addedTypes = await saveSubscriptions(trx, subscriber, types)
    const replayed = context.snapshots.map((one) => one.type).filter((type) => addedTypes.includes(type))
    if (replayed.length > 0) await requestReplay(trx, subscriber, replayed)
    return { addedTypes }
  })
}
