import type { DescField } from '@bufbuild/protobuf'

import type { Contract } from '@kindred/rpc'

import { closeCodes } from '../chat/close-codes.js'
import { socketPath } from '../chat/frames.js'
import { subprotocol } from '../chat/upgrade.js'
import { TIMESTAMP } from '../transcoding/fields.js'
import { nestedMessages } from '../transcoding/nested-messages.js'
import { inputSchema, outputSchema, type SchemaStyle } from '../transcoding/schema.js'
import { schemasOf, styleOf } from './component-schemas.js'
import { clientFrames, type FrameKind, frameMessages, serverFrames } from './frames.js'
import type { DocumentOptions } from './openapi.js'
import type { Piece } from './openapi-types.js'
import { fieldErrorSchema, problemSchema } from './problem-responses.js'

const description = `The live connection of Kindred: events as they happen, and messages without a request each.

Connect to \`${socketPath}\` with the subprotocol \`${subprotocol}\`. Frames are JSON texts \`{type, id?, data}\` of at most 64 KiB. The first one is \`auth\`,
within 10 seconds; a token never stands in the address. A frame with an \`id\` is answered by one \`ack\` or \`error\` with the same \`id\`.

Kept events carry a \`cursor\`. Keep the newest one: after a break it goes into the next \`auth\`, and what was missed comes first, in order.
Send a message again with the same \`client_message_id\` when its ack was lost: it is stored once. A person has five sockets at most.`

/** What each code of a close means to a client. */
const closings: Readonly<Record<number, string>> = {
  [closeCodes.binaryRefused]: 'A binary frame came. Frames are text.',
  1007: 'A text was not UTF-8.',
  1009: 'A frame was larger than 64 KiB.',
  [closeCodes.restart]:
    'The gateway restarts. The reason is how many milliseconds to wait before connecting again.',
  [closeCodes.tryLater]: 'Live events are not available right now. Connect again in a moment.',
  [closeCodes.unauthenticated]:
    'Nobody signed in in time, the token ended, or the session was revoked. Sign in again.',
  [closeCodes.shutOut]:
    'The person is suspended or banned. Do not connect again; signing in says until when, and how to appeal.',
  [closeCodes.slow]: 'The client left more than 1 MiB unread. Connect again and resume.',
  [closeCodes.replaced]: 'A newer socket of the person took its place. Do not connect again by yourself.',
  [closeCodes.rateLimited]: 'Too many frames, or too many bad ones. Wait before connecting again.',
}

/** The AsyncAPI 3.0 document of the WebSocket: every frame with its schema and an example, from the contract. */
export function asyncApiDocument(contract: Contract, options: DocumentOptions): Piece {
  const { inputs, outputs } = frameMessages(contract)
  const nestedInputs = nestedMessages(inputs.flatMap(({ fields }) => fields))
  const nestedOutputs = nestedMessages(outputs.flatMap(({ fields }) => fields))
  const styles = { input: bare(styleOf(nestedInputs, 'Input')), output: bare(styleOf(nestedOutputs)) }
  const fromClient = clientFrames(contract, styles)
  const acks = fromClient.map(ackOf)
  const fromServer = serverFrames(contract, styles)
  const all = [...fromClient, ...acks, ...fromServer]
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Kindred live',
      version: options.version,
      description,
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    defaultContentType: 'application/json',
    servers: { gateway: serverOf(options.publicUrl) },
    channels: { live: channelOf(all) },
    operations: Object.fromEntries([...fromClient.map(receiving), ...fromServer.map(sending)]),
    components: {
      messages: Object.fromEntries(all.map((frame) => [frame.name, messageOf(frame)])),
      schemas: {
        ...schemasOf(nestedOutputs, (message) => outputSchema(message, styles.output)),
        ...schemasOf(nestedInputs, ({ fields }) => inputSchema(fields, styles.input), 'Input'),
        Problem: problemSchema,
        FieldError: fieldErrorSchema,
      },
    },
  }
}

// AsyncAPI's schemas are of JSON Schema draft 7, which knows nothing beside a reference.
function bare({ ref, annotate }: SchemaStyle): SchemaStyle {
  const isReference = (field: DescField): boolean =>
    field.fieldKind === 'message' && field.message.typeName !== TIMESTAMP
  return { ref, annotate: (field) => (isReference(field) ? {} : (annotate?.(field) ?? {})) }
}

function serverOf(publicUrl: string): Piece {
  const { host, protocol } = new URL(publicUrl === '' ? 'http://127.0.0.1:8080' : publicUrl)
  return { host, protocol: protocol === 'https:' ? 'wss' : 'ws', description: 'This installation.' }
}

function channelOf(frames: readonly FrameKind[]): Piece {
  const headers = {
    type: 'object',
    properties: { 'Sec-WebSocket-Protocol': { type: 'string', const: subprotocol } },
    required: ['Sec-WebSocket-Protocol'],
  }
  return {
    address: socketPath,
    description: 'The one socket of a client.',
    messages: Object.fromEntries(frames.map(({ name }) => [name, { $ref: `#/components/messages/${name}` }])),
    bindings: { ws: { method: 'GET', headers, bindingVersion: '0.1.0' } },
    'x-close-codes': closings,
  }
}

const channel = { $ref: '#/channels/live' }
const inChannel = (name: string): Piece => ({ $ref: `#/channels/live/messages/${name}` })

/** The client sends, the gateway receives and answers. */
const receiving = ({ name, description: summary }: FrameKind): [string, Piece] => [
  name,
  {
    action: 'receive',
    channel,
    summary,
    messages: [inChannel(name)],
    reply: { channel, messages: [inChannel(`${name}.ack`), inChannel('error')] },
  },
]

const sending = ({ name, description: summary }: FrameKind): [string, Piece] => [
  name,
  { action: 'send', channel, summary, messages: [inChannel(name)] },
]

const ackOf = ({ name, ack }: FrameKind): FrameKind => ({
  name: `${name}.ack`,
  type: 'ack',
  description: `Answers \`${name}\`.`,
  carries: { id: 'required' },
  data: ack ?? { schema: { type: 'object' }, example: {} },
})

function messageOf({ name, type, description: summary, data, carries }: FrameKind): Piece {
  const required = [
    'type',
    'data',
    ...(carries.id === 'required' ? ['id'] : []),
    ...(carries.cursor ? ['cursor'] : []),
  ]
  const properties = {
    type: { type: 'string', const: type },
    ...(carries.id && {
      id: { type: 'string', maxLength: 64, description: 'The client’s number of the request.' },
    }),
    ...(carries.cursor && {
      cursor: { type: 'string', description: 'The client has everything up to here.' },
    }),
    data: data.schema,
  }
  const payload = {
    type,
    ...(carries.id && { id: '7' }),
    ...(carries.cursor && { cursor: '1743' }),
    data: data.example,
  }
  return {
    name,
    title: name,
    summary,
    contentType: 'application/json',
    payload: { type: 'object', properties, required },
    examples: [{ name: 'example', payload }],
  }
}
