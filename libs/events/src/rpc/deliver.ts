import type { DeliverRequest, DeliverResponse } from '@kindred/contracts/events'
import { serviceOf } from '@kindred/kernel'
import type { Call } from '@kindred/rpc'

import type { EventReceiver } from '../inbox/receiver.js'

/**
 * The receiving end of the gRPC transport: the sender's name comes from its token. What is not begun by the middle of the time that the
 * sender gives it is left for the next call. Without that a batch that takes longer than its time would come again for ever.
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
