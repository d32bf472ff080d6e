import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'

import { AppError } from '@kindred/kernel'
import { type CallOptions, keepTexts, mayWait, priorityOf } from '@kindred/rpc'

import { validationFailed } from '../edge/faults.js'
import { callOptions, rolesOf, viewerOf } from '../edge/request.js'
import type { Clients } from '../services.js'
import { answer } from './answer.js'
import { brokenTexts } from './broken-texts.js'
import type { Effects } from './effects.js'
import type { Json } from './json.js'
import { nestedMessages } from './nested-messages.js'
import { createTextReader } from './query.js'
import { createReaders, type Reader } from './read.js'
import type { Route } from './route.js'
import { inputSchema, type ObjectSchema, type SchemaStyle } from './schema.js'
import type { Writer } from './write.js'

type Fields = Readonly<Record<string, unknown>>
type Call = (request: object, options: CallOptions) => Promise<object>

/** The part of the gateway's context that the derived routes use. */
export interface RoutesContext {
  readonly clients: Clients
  readonly json: Json
  readonly effects: Effects
}

/** Adds the derived routes: path, query and body are checked against their schemas, one RPC is called, its answer becomes JSON. */
export function registerRoutes(app: FastifyInstance, routes: readonly Route[], context: RoutesContext): void {
  const readerOf = createReaders()
  for (const { typeName, fields } of nestedMessages(routes.flatMap(inputFields))) {
    app.addSchema({ $id: typeName, ...inputSchema(fields, style) })
  }
  for (const route of routes) {
    app.route({
      method: route.verb,
      url: route.url,
      config: configOf(route),
      schema: schemasOf(route),
      preValidation: prepare(route),
      handler: handle(route, readerOf(route.request), context),
    })
  }
}

const configOf = ({ method, access, whileLeaving, limit, credential }: Route) => ({
  access,
  whileLeaving,
  limit,
  credential,
  waits: mayWait(method),
  work: mayWait(method)
    ? undefined
    : { priority: priorityOf(method), kind: method.path, part: method.service },
})

const inputFields = ({ queryFields, bodyFields = [] }: Route): Route['queryFields'] => [
  ...queryFields,
  ...bodyFields,
]

const style: SchemaStyle = { ref: ({ typeName }) => `${typeName}#` }

function schemasOf({ pathFields, queryFields, bodyFields, mask }: Route): FastifySchema {
  const closed = (fields: Route['pathFields']): ObjectSchema => inputSchema(fields, style)
  return {
    params: closed(pathFields),
    querystring: closed(queryFields),
    ...(bodyFields === undefined ? {} : { body: inputSchema(bodyFields, style, mask !== undefined) }),
  }
}

/**
 * Parses path and query, and normalizes people's words before the schema counts their characters. An absent body counts as an empty
 * object.
 */
function prepare({ pathFields, queryFields, bodyFields }: Route) {
  const readPath = createTextReader(pathFields)
  const readQuery = createTextReader(queryFields)
  return (request: FastifyRequest, _reply: FastifyReply, done: () => void): void => {
    request.params = readPath(request.params as Record<string, string>)
    request.query = readQuery(request.query as Record<string, string | string[]>)
    keepTexts(queryFields, request.query as Fields, 'name')
    if (bodyFields === undefined) return done()
    const body = (request.body ??= {})
    const broken = brokenTexts(body)
    if (broken.length > 0) throw validationFailed(broken)
    if (typeof body === 'object') keepTexts(bodyFields, body, 'name')
    done()
  }
}

function handle(route: Route, read: Reader, { clients, json, effects }: RoutesContext) {
  const client = clients[route.method.service as keyof typeof clients] as unknown as Readonly<
    Record<string, Call>
  >
  const call = client[route.method.name]
  if (call === undefined) throw new Error(`${route.method.path}: the gateway has no client for it`)
  const effect = effects.get(route.method.path)
  const write = writerOf(route, json)

  return async (request: FastifyRequest, reply: Parameters<typeof answer>[1]) => {
    const body = (route.bodyFields === undefined ? {} : request.body) as Fields
    const message = read({ ...(request.query as Fields), ...body, ...(request.params as Fields) })
    if (route.mask !== undefined) message[route.mask.localName] = Object.keys(body)
    const told = await call(message, callOptions(request))
    const response = (await effect?.(message, viewerOf(request) ?? '', told, rolesOf(request))) ?? told
    if (route.status === 204) return reply.code(204).send()
    return answer(request, reply.code(route.status), write(response, viewerOf(request)))
  }
}

/** Writes the whole response, or what stands in the one field that is the body. */
function writerOf({ unwrapped, response, method }: Route, { writers }: Json): Writer {
  if (unwrapped === undefined) return writers.ofMessage(response)
  const write = writers.ofField(unwrapped)
  return (message, viewerId) => {
    const text = write(message, viewerId)
    if (text !== undefined) return text
    const detail = 'A service gave no answer.'
    throw new AppError({ kind: 'internal', code: 'INTERNAL', detail, cause: method.path })
  }
}
