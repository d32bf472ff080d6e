import type { DeliverFailure, DeliverRequest, DeliverResponse, Event } from '@kindred/contracts/events'
import { transact } from '@kindred/db'
import { AppError, serviceOf } from '@kindred/kernel'
import type { Call } from '@kindred/rpc'

import { heldBack } from '../held-back.js'
import { saveApplied } from '../inbox/inbox-events.js'
import { ownerOf } from '../message-type.js'
import type { InboxContext } from './context.js'

/** Applies events one after the other; a failure holds back the later events of its aggregate and of no other. */
export async function deliver<Context>(
  context: InboxContext<Context>,
  { events }: DeliverRequest,
  call: Call,
): Promise<DeliverResponse> {
  const sender = serviceOf(call.principal).service
  const failures = new Map<string, DeliverFailure>()
  const held = new Set<string>()
  for (const event of events) {
    call.signal.throwIfAborted()
    const code = held.has(event.aggregateId) ? heldBack : await apply(context, event, sender)
    if (code === undefined) continue
    held.add(event.aggregateId)
    failures.set(event.id, { eventId: event.id, code })
  }
  return { failures: [...failures.values()] }
}

/** Resolves with an error code when the event was not applied; throws when this service cannot apply anything now. */
async function apply<Context>(
  context: InboxContext<Context>,
  event: Event,
  sender: string,
): Promise<string | undefined> {
  const consumer = context.consumers.get(event.type)
  if (ownerOf(event.type) !== sender) return refuse(context, event, 'EVENT_NOT_YOURS')
  if (consumer === undefined) return refuse(context, event, 'EVENT_TYPE_UNKNOWN')
  try {
    await transact(context.db, async (trx) => {
      if (await saveApplied(trx, event.id)) await consumer.apply(trx, event.payload, context.context)
    })
    return undefined
  } catch (error) {
    if (error instanceof AppError && error.kind === 'unavailable') throw error
    context.log.error({ err: error, type: event.type, event: event.id }, 'an event could not be applied')
    return error instanceof AppError ? error.code : 'INTERNAL'
  }
}

function refuse<Context>(context: InboxContext<Context>, event: Event, code: string): string {
  context.log.warn({ type: event.type, event: event.id, code }, 'an event was refused')
  return code
}
