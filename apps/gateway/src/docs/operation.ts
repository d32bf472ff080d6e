import type { DescField, DescMessage } from '@bufbuild/protobuf'

import { commentOf } from '@kindred/rpc'

import { queryLeaves } from '../transcoding/query-leaves.js'
import type { Route } from '../transcoding/route.js'
import { fieldSchema, inputSchema, type SchemaStyle } from '../transcoding/schema.js'
import { exampleOf, exampleOfField } from './example.js'
import { type Operation, type Piece, ref } from './openapi-types.js'
import { type DescribedProblem, problemRefs } from './problem-responses.js'

/** How an operation speaks of the messages that it takes and of those that it answers. */
export interface OperationStyles {
  readonly input: SchemaStyle
  readonly output: SchemaStyle
}

/** The operation of a derived route. */
export function operationOf(route: Route, { input, output }: OperationStyles): Operation {
  const parameters = [
    ...route.pathFields.map((field) => ({
      ...parameterOf(field, input),
      in: 'path',
      required: true,
      example: exampleOfField(field),
    })),
    ...queryLeaves(route.queryFields).map(({ name, field }) => ({
      ...parameterOf(field, input),
      name,
      in: 'query',
    })),
    ...headerParameters(route),
  ]
  const operation = {
    operationId: route.operationId,
    tags: [route.method.service],
    ...summaryOf(route.method.comment),
    security: securityOf(route.access),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.bodyFields === undefined ? {} : { requestBody: requestBodyOf(route, route.bodyFields, input) }),
    responses: {
      [route.status]: successOf(route, output),
      ...notModified(route),
      ...problemRefs(problemsOf(route)),
    },
  }
  return { verb: route.verb, template: route.template, operation }
}

/** The first sentence is the summary, all of it the description. */
export function summaryOf(comment: string): Piece {
  const text = comment.replaceAll(/\s*\n\s*/g, ' ').trim()
  const summary = /^.*?[.;:](?=\s|$)/.exec(text)?.[0].replace(/[.;:]$/, '') ?? text
  return { summary, description: text }
}

/** Who may call, as a security requirement. */
export const securityOf = (access: Route['access']): readonly Piece[] => {
  if (access === 'PUBLIC') return []
  return [access === 'BOT' ? { botCredential: [] } : { accessToken: [] }]
}

// Without an example: a page that offers to try the call would send it, and every filter that was not meant with it.
function parameterOf(field: DescField, style: SchemaStyle): Piece {
  const schema = fieldSchema(field, style, true)
  return {
    name: field.name,
    description: commentOf(field),
    schema,
    ...(schema['type'] === 'array' ? { style: 'form', explode: true } : {}),
  }
}

const headerParameters = ({ verb }: Route): Piece[] => {
  if (verb === 'GET') return [ref('parameters', 'IfNoneMatch')]
  return verb === 'POST' ? [ref('parameters', 'IdempotencyKey')] : []
}

function requestBodyOf(
  { request, mask, queryFields }: Route,
  fields: readonly DescField[],
  style: SchemaStyle,
): Piece {
  const schema = inputSchema(fields, style, mask !== undefined)
  return {
    description: commentOf(request),
    required: queryFields.length === 0 && schema['required'] !== undefined,
    content: { 'application/json': { schema, example: exampleOf(fields) } },
  }
}

const standardHeaders: Piece = {
  'X-Request-Id': ref('headers', 'RequestId'),
  RateLimit: ref('headers', 'RateLimit'),
  'RateLimit-Policy': ref('headers', 'RateLimitPolicy'),
}

function successOf(route: Route, style: SchemaStyle): Piece {
  const { response, unwrapped, status, verb } = route
  const headers = verb === 'GET' ? { ...standardHeaders, ETag: ref('headers', 'ETag') } : standardHeaders
  const description = commentOf(unwrapped ?? response)
  if (status === 204) return { description, headers }
  const [schema, example] =
    unwrapped === undefined
      ? [schemaOf(response, style), exampleOf(response.fields)]
      : [fieldSchema(unwrapped, style, false), exampleOfField(unwrapped)]
  return { description, headers, content: { 'application/json': { schema, example } } }
}

const schemaOf = (message: DescMessage, style: SchemaStyle): Piece => ({ $ref: style.ref(message) })

const notModified = ({ verb }: Route): Piece =>
  verb === 'GET' ? { 304: { description: 'The client has this answer already.' } } : {}

function problemsOf({ access, verb, pathFields, queryFields, bodyFields }: Route): DescribedProblem[] {
  const hasInput = pathFields.length + queryFields.length > 0 || bodyFields !== undefined
  return [
    ...(hasInput ? (['invalid'] as const) : []),
    ...(access === 'PUBLIC' ? proofProblems(verb) : (['unauthenticated', 'forbidden', 'notFound'] as const)),
    ...(verb === 'GET' ? [] : (['conflict', 'unprocessable'] as const)),
    ...(bodyFields === undefined ? [] : (['tooLarge', 'unsupportedMedia'] as const)),
    ...(['rateLimited', 'internal', 'unavailable', 'deadline'] as const),
  ]
}

/** A public POST carries a proof of who calls: Telegram's or a refresh token. */
const proofProblems = (verb: string): DescribedProblem[] => (verb === 'POST' ? ['unauthenticated'] : [])
