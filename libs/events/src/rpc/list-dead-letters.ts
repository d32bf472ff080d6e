import type { DeadLetter, ListDeadLettersRequest, ListDeadLettersResponse } from '@kindred/contracts/events'
import { decodeCursor, pageOf, pageSize } from '@kindred/kernel'
import type { Call } from '@kindred/rpc'

import { listDeadLetters as list } from '../outbox/dead-letters.js'
import type { DeliveryRow } from '../outbox/deliveries.js'
import { toEvent } from '../outbox/to-event.js'
import type { OutboxContext } from './context.js'

/** Leaves payloads out, which hold personal data. */
export async function listDeadLetters(
  context: OutboxContext,
  request: ListDeadLettersRequest,
  call: Call,
): Promise<ListDeadLettersResponse> {
  const size = pageSize(request.pageSize)
  const after = decodeCursor(call, request.pageToken, ['number'])?.[0] ?? 0
  const rows = await list(context.db, after, size + 1)
  const page = pageOf(call, { rows, size, keyOf: (row) => [row.id] })
  return { deadLetters: page.rows.map(toDeadLetter), nextPageToken: page.nextPageToken }
}

const toDeadLetter = (row: DeliveryRow): DeadLetter => ({
  deliveryId: String(row.id),
  subscriber: row.subscriber,
  event: toEvent(row),
  attempts: row.attempts,
  lastError: row.last_error ?? '',
})
