import type { DescMessage } from '@bufbuild/protobuf'

import { commentOf, type Contract } from '@kindred/rpc'

import { nestedMessages } from '../transcoding/nested-messages.js'
import type { Route } from '../transcoding/route.js'
import { inputSchema, outputSchema } from '../transcoding/schema.js'
import { schemasOf, styleOf } from './component-schemas.js'
import { handWritten } from './hand-written.js'
import type { Operation, Piece } from './openapi-types.js'
import { operationOf } from './operation.js'
import { fieldErrorSchema, problemResponses, problemSchema } from './problem-responses.js'

/** What the document says of its own installation. */
export interface DocumentOptions {
  readonly version: string
  readonly publicUrl: string
}

const description = `The public API of Kindred, a self-hosted dating platform for Telegram.

Every failure is a problem document (RFC 9457) with a stable \`code\`. Lists are pages: \`page_size\`, \`page_token\`, \`next_page_token\`.

Answers to a GET are compressed from 1 KB on, by brotli or gzip as the client accepts; photos and the answers that carry tokens are not.

Live events come over a WebSocket at \`/v1/chat/connect\`: every frame of it is on the page [/docs/websocket](/docs/websocket), for tools in
\`/asyncapi.json\`.`

/** The OpenAPI 3.1 document of the public API, derived from the same model as the routes. */
export function openApiDocument(
  contract: Contract,
  routes: readonly Route[],
  options: DocumentOptions,
): Piece {
  const messages = responseMessages(contract, routes)
  const inputs = nestedMessages(routes.flatMap(({ bodyFields }) => bodyFields ?? []))
  const styles = { input: styleOf(inputs, 'Input'), output: styleOf(messages) }
  const operations = [...routes.map((route) => operationOf(route, styles)), ...handWritten(contract)]
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kindred',
      version: options.version,
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: options.publicUrl === '' ? '/' : options.publicUrl, description: 'This installation.' }],
    tags: tagsOf(contract, operations),
    paths: pathsOf(operations),
    components: {
      schemas: {
        ...schemasOf(messages, (message) => outputSchema(message, styles.output)),
        ...schemasOf(inputs, ({ fields }) => inputSchema(fields, styles.input), 'Input'),
        Problem: problemSchema,
        FieldError: fieldErrorSchema,
      },
      responses: problemResponses(),
      parameters,
      headers,
      securitySchemes,
    },
  }
}

/** Every message inside a response, once. A response of which one field is the whole body is not itself among them. */
function responseMessages(contract: Contract, routes: readonly Route[]): DescMessage[] {
  const roots = routes.filter(({ status, unwrapped }) => status !== 204 && unwrapped === undefined)
  const upload = contract.method('/kindred.media.v1.MediaService/UploadPhoto').descriptor.output
  const fields = routes.flatMap(({ response, unwrapped }) =>
    unwrapped === undefined ? response.fields : [unwrapped],
  )
  const nested = nestedMessages([...fields, ...upload.fields])
  return [...new Set([...roots.map(({ response }) => response), ...nested])]
}

function tagsOf(contract: Contract, operations: readonly Operation[]): Piece[] {
  const used = new Set(operations.flatMap(({ operation }) => operation['tags'] as string[]))
  const services = new Map(
    contract.methods.map(({ service, descriptor }) => [service, commentOf(descriptor.parent)]),
  )
  services.set('platform', 'The gateway itself.')
  return [...used].map((name) => ({ name, description: services.get(name) ?? name }))
}

function pathsOf(operations: readonly Operation[]): Piece {
  const paths: Record<string, Record<string, Piece>> = {}
  for (const { template, verb, operation } of operations) {
    paths[template] = { ...paths[template], [verb.toLowerCase()]: operation }
  }
  return paths
}

const securitySchemes: Piece = {
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token of a sign-in, valid for 5 minutes.',
  },
  botCredential: {
    type: 'http',
    scheme: 'bearer',
    description: 'The credential that the operator gave the bot.',
  },
}

const parameters: Piece = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Makes a repeated request return its first answer for 24 hours; 1 to 255 visible ASCII characters.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'The ETag of an answer that the client has; 304 when it is still the same.',
    schema: { type: 'string' },
  },
}

const headers: Piece = {
  ETag: { description: 'Names this state of the answer.', schema: { type: 'string' } },
  RateLimit: { description: 'What is left of each limit: `"user";r=999;t=60`.', schema: { type: 'string' } },
  RateLimitPolicy: { description: 'The limits that hold: `"user";q=1000;w=60`.', schema: { type: 'string' } },
  RequestId: { description: 'Names the request in the logs.', schema: { type: 'string' } },
  RetryAfter: { description: 'Seconds after which to try again.', schema: { type: 'integer' } },
}
