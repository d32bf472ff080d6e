import type { ChatServiceService, SubscribeRequest } from '@kindred/contracts/chat'
import { AppError, isId } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ChatContext } from '../context.js'
import { type Carried, type Change, createCarried } from '../live/carried.js'
import { follow } from '../live/follow.js'
import { toSubscribeResponse } from '../messages.js'

export const subscribe: Handler<ChatContext, typeof ChatServiceService.subscribe> = async function* (
  { db, live },
  requests,
  call,
) {
  const carried = createCarried()
  const over = new AbortController()
  const leave = live.join(carried)
  // When the gateway closes its half, the stream ends.
  const reading = readChanges(requests, carried).finally(() => over.abort())
  reading.catch(() => undefined)
  try {
    for await (const item of follow(db, carried, AbortSignal.any([over.signal, call.signal]))) {
      const response = toSubscribeResponse(item)
      if (response !== undefined) yield response
    }
    if (over.signal.aborted) await reading
  } finally {
    leave()
  }
}

async function readChanges(requests: AsyncIterable<SubscribeRequest>, carried: Carried): Promise<void> {
  for await (const request of requests) carried.change(readChange(request))
}

function readChange({ change }: SubscribeRequest): Change {
  if (change === undefined || !isId(change.value.userId)) throw changeInvalid()
  if (change.$case === 'remove') return { kind: 'remove', userId: change.value.userId }
  return { kind: 'add', userId: change.value.userId, since: change.value.since }
}

const changeInvalid = (): AppError =>
  new AppError({ kind: 'invalid', code: 'VALIDATION_FAILED', detail: 'A change names one person by id.' })
