import type { DeliverRequest, DeliverResponse } from '@kindred/contracts/events'
import { serviceOf } from '@kindred/kernel'
import type { Call } from '@kindred/rpc'

import type { EventReceiver } from '../inbox/receiver.js'

/**
 * The receiving end of the gRPC transport: the sender's name comes from its token. After half of the sender's deadline no further
 * event is begun. The answer then still arrives in time and says which events were applied, so that the sender repeats only the others.
 */
export async function deliver(
  receiver: EventReceiver,
  { events }: DeliverRequest,
  call: Call,
): Promise<DeliverResponse> {
  const { deadlineMs } = call.outgoing()
  const failures = await receiver.applyEvents(serviceOf(call.principal).service, events, {
    signal: call.signal,
    ...(deadlineMs !== undefined && { withinMs: deadlineMs / 2 }),
  })
  return { failures: [...failures] }
}
