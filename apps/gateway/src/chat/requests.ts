import {
  type ChatServiceService,
  MarkReadRequest,
  MarkReadResponse,
  SendMessageRequest,
  SendMessageResponse,
  SetTypingRequest,
  SetTypingResponse,
} from '@kindred/contracts/chat'
import type { CallOptions, Client } from '@kindred/rpc'
import { traceFields, within } from '@kindred/tracing'

import type { LogIds } from '../edge/log-ids.js'
import type { RateClass } from '../edge/rate-classes.js'
import type { MessageType } from '../transcoding/json.js'
import type { ChatSocketContext } from './context.js'
import { websocket } from './spans.js'

/** The person on whose behalf a frame becomes a call. */
export interface Caller {
  readonly userId: string
  readonly options: CallOptions
}

type Data = Readonly<Record<string, unknown>>
type Chat = Client<typeof ChatServiceService>

/** A frame that becomes one unary call; its answer is the ack's data, as JSON text. */
export interface FrameRequest {
  /** The named limit that holds beside the general one. */
  readonly limit: RateClass | undefined
  /** The messages of its data and of the ack's data. */
  readonly types: { readonly request: Named; readonly response: Named }
  call(context: Pick<ChatSocketContext, 'clients' | 'json'>, caller: Caller, data: Data): Promise<string>
}

type Named = Pick<MessageType<unknown>, '$type'>

const unary = <Req, Res>(
  limit: RateClass | undefined,
  types: { request: MessageType<Req>; response: MessageType<Res> },
  invoke: (chat: Chat, request: Req, options: CallOptions) => Promise<Res>,
): FrameRequest => ({
  limit,
  types,
  async call({ clients, json }, { userId, options }, data) {
    const response = await invoke(clients.chat, json.read(types.request, data), options)
    return json.write(types.response, response, userId)
  },
})

/** The frames that are calls, by type. */
export const frameRequests: ReadonlyMap<string, FrameRequest> = new Map([
  [
    'message.send',
    unary(
      'message',
      { request: SendMessageRequest, response: SendMessageResponse },
      (chat, request, options) => chat.sendMessage(request, options),
    ),
  ],
  [
    'read.set',
    unary(undefined, { request: MarkReadRequest, response: MarkReadResponse }, (chat, request, options) =>
      chat.markRead(request, options),
    ),
  ],
  [
    'typing.set',
    unary('typing', { request: SetTypingRequest, response: SetTypingResponse }, (chat, request, options) =>
      chat.setTyping(request, options),
    ),
  ],
])

const others = new Set(['auth', 'resume'])

/** A frame that is being answered. */
export interface Framed {
  readonly context: Pick<ChatSocketContext, 'tracer'>
  /** Gets those of the frame's span. */
  readonly ids: LogIds
}

/** Answers a frame as a trace of its own, but for a ping; a type that is not ours is not repeated. */
export function inFrame<T>(
  { context: { tracer }, ids }: Framed,
  given: string,
  answer: (options: CallOptions) => Promise<T>,
): Promise<T> {
  const requestId = ids.request_id
  if (tracer === undefined || given === 'ping') return answer({ requestId })
  const type = frameRequests.has(given) || others.has(given) ? given : 'unknown'
  const attributes = { ...websocket, 'kindred.frame.type': type }
  const span = tracer.start(`frame ${type}`, { kind: 'server', attributes })
  Object.assign(ids, traceFields(span))
  return within(span, () => answer({ requestId, span }))
}
