import { type ChatServiceService, type SubscribeRequest, SubscribeResponse } from '@kindred/contracts/chat'
import { AppError, isId } from '@kindred/kernel'
import { beating, beatMs, type Call, type Handler } from '@kindred/rpc'

import type { ChatContext } from '../context.js'
import { type Carried, type Change, createCarried } from '../live/carried.js'
import { follow } from '../live/follow.js'
import { toSubscribeResponse } from '../messages.js'

export const subscribe: Handler<ChatContext, typeof ChatServiceService.subscribe> = (
  context,
  requests,
  call,
) => beating(bring(context, requests, call), { beat: SubscribeResponse.fromPartial({}), everyMs: beatMs })

async function* bring(
  { db, live }: ChatContext,
  requests: AsyncIterable<SubscribeRequest>,
  call: Call,
): AsyncGenerator<SubscribeResponse> {
  const carried = createCarried()
  const over = new AbortController()
  const leave = live.join(carried)
  // When the gateway closes its half, the stream ends.
  const state = { takesMany: false }
  const reading = readChanges(requests, carried, state).finally(() => over.abort())
  reading.catch(() => undefined)
  try {
    for await (const items of follow(db, carried, AbortSignal.any([over.signal, call.signal]))) {
      const responses = items.flatMap((item) => toSubscribeResponse(item) ?? [])
      yield* state.takesMany ? together(responses) : responses
    }
    if (over.signal.aborted) await reading
  } finally {
    leave()
  }
}

/** The longest of so many messages stay well below the limit of an answer. */
const maxTogether = 100

/** Each answer takes those behind it along: a message of a stream costs more than what is in it. */
function* together(responses: readonly SubscribeResponse[]): Generator<SubscribeResponse> {
  for (let at = 0; at < responses.length; at += maxTogether) {
    const [first, ...more] = responses.slice(at, at + maxTogether)
    yield { ...first!, more }
  }
}

async function readChanges(
  requests: AsyncIterable<SubscribeRequest>,
  carried: Carried,
  state: { takesMany: boolean },
): Promise<void> {
  for await (const request of requests) {
    state.takesMany ||= request.takesMany
    carried.change(readChange(request))
  }
}

function readChange({ change }: SubscribeRequest): Change {
  if (change === undefined || !isId(change.value.userId)) throw changeInvalid()
  if (change.$case === 'remove') return { kind: 'remove', userId: change.value.userId }
  return { kind: 'add', userId: change.value.userId, since: change.value.since }
}

const changeInvalid = (): AppError =>
  new AppError({ kind: 'invalid', code: 'VALIDATION_FAILED', detail: 'A change names one person by id.' })
