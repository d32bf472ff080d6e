import type { DescMessage } from '@bufbuild/protobuf'

import { commentOf, type Contract } from '@kindred/rpc'

import { frameTypeOf } from '../chat/event-frames.js'
import { frameRequests } from '../chat/requests.js'
import { inputSchema, outputSchema, type SchemaStyle } from '../transcoding/schema.js'
import { exampleOf } from './example.js'
import { type Piece, ref } from './openapi-types.js'

/** A kind of frame: what it says, and an example of it. */
export interface FrameKind {
  /** Names it in the document; the acks of several frames have one type. */
  readonly name: string
  readonly type: string
  readonly description: string
  readonly data: { readonly schema: Piece; readonly example: Piece }
  /** Whether it carries `id`, `cursor`. */
  readonly carries: { readonly id?: 'required' | 'optional'; readonly cursor?: true }
  /** The data of its ack, for a frame of the client. */
  readonly ack?: { readonly schema: Piece; readonly example: Piece }
}

/** How frames speak of messages that are sent, and of those that are answered. */
export interface FrameStyles {
  readonly input: SchemaStyle
  readonly output: SchemaStyle
}

const userEvent = 'kindred.chat.v1.UserEvent'
const exampleCursor = '1742'
const exampleId = '01936f2e-7c1a-7000-8000-00000000000c'
const exampleToken = 'eyJhbGciOiJFZERTQSIsInR5cCI6ImF0K2p3dCJ9.e30.c2lnbmF0dXJl'

const cursor = { type: 'string', maxLength: 64, description: 'A place in the log of the person’s events.' }
const nothing = { schema: { type: 'object' }, example: {} }

/** The messages of the contract that frames carry, for the schemas of the document. */
export function frameMessages(contract: Contract): { inputs: DescMessage[]; outputs: DescMessage[] } {
  const requests = [...frameRequests.values()].map(({ types }) => types)
  const messageOf = finder(contract)
  return {
    inputs: requests.map(({ request }) => messageOf(request.$type)),
    outputs: [
      ...requests.map(({ response }) => messageOf(response.$type)),
      ...eventCases(contract).map(({ message }) => message),
    ],
  }
}

/** What the gateway accepts. */
export function clientFrames(contract: Contract, { input, output }: FrameStyles): FrameKind[] {
  const messageOf = finder(contract)
  const requests = [...frameRequests].map(([type, { types }]): FrameKind => {
    const [request, response] = [messageOf(types.request.$type), messageOf(types.response.$type)]
    return {
      name: type,
      type,
      description: commentOf(request),
      carries: { id: 'optional' },
      data: { schema: inputSchema(request.fields, input), example: exampleOf(request.fields) },
      ack: { schema: outputSchema(response, output), example: exampleOf(response.fields) },
    }
  })
  return [...ownFrames, ...requests]
}

/** The frames that no RPC stands behind. */
const ownFrames: readonly FrameKind[] = [
  {
    name: 'auth',
    type: 'auth',
    carries: { id: 'optional' },
    description:
      'The first frame, within 10 seconds; again with a fresh token of the same person before the first one expires. `cursor` is the newest one that the client has: what happened since comes after `ready` and before the ack, which names the cursor reached. An empty cursor asks for nothing that was missed.',
    data: {
      schema: objectOf(
        { access_token: { type: 'string', description: 'The access token of a sign-in.' }, cursor },
        ['access_token'],
      ),
      example: { access_token: exampleToken, cursor: exampleCursor },
    },
    ack: { schema: objectOf({ cursor }, []), example: { cursor: exampleCursor } },
  },
  {
    name: 'resume',
    type: 'resume',
    carries: { id: 'optional' },
    description:
      'Asks for what happened since a cursor, for clients that give none with `auth`. What was missed comes before the ack, or one `resync.required` when it is gone.',
    data: { schema: objectOf({ cursor }, ['cursor']), example: { cursor: exampleCursor } },
    ack: { schema: objectOf({ cursor }, ['cursor']), example: { cursor: exampleCursor } },
  },
  {
    name: 'ping',
    type: 'ping',
    carries: { id: 'optional' },
    description: 'Asks whether the line still holds.',
    data: nothing,
    ack: nothing,
  },
]

/** What the gateway sends beside acks. */
export const serverFrames = (contract: Contract, { output }: FrameStyles): FrameKind[] => [
  {
    name: 'ready',
    type: 'ready',
    carries: {},
    description: 'The socket is signed in.',
    data: {
      schema: objectOf(
        {
          session_id: { type: 'string', format: 'uuid', description: 'Names this socket in the logs.' },
          cursor: { ...cursor, description: 'Where the person’s log stands.' },
          heartbeat_ms: {
            type: 'integer',
            description: 'How often the gateway pings; twice as long without one, the line is dead.',
          },
          since: { ...cursor, description: 'The cursor that `auth` named: what happened since comes next.' },
        },
        ['session_id', 'cursor', 'heartbeat_ms'],
      ),
      example: { session_id: exampleId, cursor: exampleCursor, heartbeat_ms: 25_000, since: exampleCursor },
    },
  },
  {
    name: 'error',
    type: 'error',
    carries: { id: 'optional' },
    description: 'A frame was refused; `id` is that of the frame. Some errors are followed by a close.',
    data: {
      schema: objectOf(
        {
          problem: ref('schemas', 'Problem'),
          retry_after: { type: 'integer', description: 'Seconds after which to try again.' },
        },
        ['problem'],
      ),
      example: { problem: exampleProblem() },
    },
  },
  {
    name: 'resync.required',
    type: 'resync.required',
    carries: { cursor: true },
    description: 'What was missed is not kept any more: load everything anew and go on from this cursor.',
    data: nothing,
  },
  ...eventCases(contract).map(({ caseName, comment, message }): FrameKind => ({
    name: frameTypeOf(caseName),
    type: frameTypeOf(caseName),
    description: `${comment} ${commentOf(message)}`,
    carries: isKept(caseName) ? { cursor: true } : {},
    data: { schema: outputSchema(message, output), example: exampleOf(message.fields) },
  })),
]

/** Typing is a hint that no log keeps. */
const isKept = (caseName: string): boolean => caseName !== 'conversation_typing'

function eventCases(contract: Contract): { caseName: string; comment: string; message: DescMessage }[] {
  return finder(contract)(userEvent).fields.flatMap((field) =>
    field.oneof === undefined || field.message === undefined
      ? []
      : [{ caseName: field.name, comment: commentOf(field), message: field.message }],
  )
}

const finder =
  ({ registry }: Contract) =>
  (typeName: string): DescMessage => {
    const found = registry.getMessage(typeName)
    if (found === undefined) throw new Error(`The contract has no message ${typeName}`)
    return found
  }

function objectOf(properties: Piece, required: readonly string[]): Piece {
  return { type: 'object', properties, ...(required.length > 0 && { required }) }
}

function exampleProblem(): Piece {
  return {
    type: '/problems/conversation-not-found',
    title: 'Not found',
    status: 404,
    detail: 'There is no such conversation.',
    instance: '/v1/chat/connect',
    code: 'CONVERSATION_NOT_FOUND',
    request_id: exampleId,
  }
}
