import type { DeliverRequest, DeliverResponse } from '@kindred/contracts/events'
import { serviceOf } from '@kindred/kernel'
import type { Call } from '@kindred/rpc'

import type { EventReceiver } from '../inbox/receiver.js'

/** The receiving end of the gRPC transport: the sender's name comes from its token. */
export async function deliver(
  receiver: EventReceiver,
  { events }: DeliverRequest,
  call: Call,
): Promise<DeliverResponse> {
  const failures = await receiver.applyEvents(serviceOf(call.principal).service, events, call.signal)
  return { failures: [...failures] }
}
