import type { DescField, DescMessage } from '@bufbuild/protobuf'

import type { Contract, HttpBinding, MethodContract } from '@kindred/rpc'

import { isRateClass, type OwnLimit, type RateClass } from '../edge/rate-classes.js'
import { isForeign, maskOf } from './fields.js'
import { nestedMessages } from './nested-messages.js'
import { routeKey, routerPath } from './path.js'
import { queryLeaves } from './query-leaves.js'

/** A REST route that the contract derives from one public RPC. */
export interface Route {
  readonly method: MethodContract
  /** The RPC's name, `GetMyProfile`. */
  readonly operationId: string
  readonly verb: HttpBinding['verb']
  /** The path template, `/v1/profiles/{user_id}`. */
  readonly template: string
  /** The router's path, `/v1/profiles/:user_id`. */
  readonly url: string
  readonly pathFields: readonly DescField[]
  readonly queryFields: readonly DescField[]
  /** Undefined for a route without a body. */
  readonly bodyFields: readonly DescField[] | undefined
  /** The field that gets the keys of a PATCH body. */
  readonly mask: DescField | undefined
  readonly request: DescMessage
  readonly response: DescMessage
  /** The response field that is the whole body; undefined for the whole response. */
  readonly unwrapped: DescField | undefined
  readonly status: number
  readonly access: MethodContract['policy']['access']
  readonly whileLeaving: boolean
  readonly limit: RateClass | OwnLimit | undefined
  /** The key of the body that proves who calls; undefined where a token does. */
  readonly credential: string | undefined
}

/** All REST routes of a contract; throws with the name of an RPC that cannot be one. */
export function deriveRoutes(contract: Pick<Contract, 'methods'>): Route[] {
  const routes = contract.methods.flatMap((method) =>
    method.http === undefined ? [] : derive(method, method.http),
  )
  const taken = new Map<string, Route>()
  for (const route of routes) {
    const key = routeKey({ verb: route.verb, path: route.template })
    const other = taken.get(key)
    if (other !== undefined)
      throw new Error(`${route.method.path} clashes with ${other.method.path}: both are ${key}`)
    taken.set(key, route)
  }
  return routes
}

function derive(method: MethodContract, http: HttpBinding): Route {
  try {
    return routeOf(method, http)
  } catch (cause) {
    throw new Error(`${method.path}: ${cause instanceof Error ? cause.message : 'no route'}`, { cause })
  }
}

function routeOf(method: MethodContract, http: HttpBinding): Route {
  const { input, output } = method.descriptor
  if (method.descriptor.methodKind !== 'unary') throw new Error('only a unary RPC can have a REST route')
  if (method.policy.access === 'SERVICE') throw new Error('an RPC for services cannot have a REST route')
  const mask = http.verb === 'PATCH' ? maskOf(input) : undefined
  checkJson(input.fields.filter((field) => field !== mask))
  checkJson(output.fields)
  const free = input.fields.filter((field) => !http.pathFields.includes(field.name) && field !== mask)
  return {
    method,
    operationId: method.descriptor.name,
    verb: http.verb,
    template: http.path,
    url: routerPath(http.path),
    pathFields: http.pathFields.map((name) => fieldNamed(input, name)),
    queryFields: http.body === '*' ? [] : free.map(queryField),
    bodyFields: http.body === '*' ? free : undefined,
    mask,
    request: input,
    response: output,
    unwrapped: http.responseBody === '' ? undefined : fieldNamed(output, http.responseBody),
    status: method.policy.status || (output.fields.length === 0 ? 204 : 200),
    access: method.policy.access,
    whileLeaving: method.policy.whileLeaving,
    limit: limitOf(method),
    credential: credentialOf(method),
  }
}

function fieldNamed(message: DescMessage, name: string): DescField {
  const field = message.fields.find((candidate) => candidate.name === name)
  if (field === undefined) throw new Error(`it names the unknown field ${name}`)
  return field
}

function queryField(field: DescField): DescField {
  queryLeaves([field])
  return field
}

function limitOf({ policy: { limit, rate } }: MethodContract): RateClass | OwnLimit | undefined {
  if (limit === '') return undefined
  if (rate !== undefined) return limit as OwnLimit
  if (isRateClass(limit)) return limit
  throw new Error(`there is no rate limit named ${limit}`)
}

function credentialOf({ policy: { credential }, descriptor }: MethodContract): string | undefined {
  return credential === '' ? undefined : fieldNamed(descriptor.input, credential).name
}

/** Throws for a field that has no public form: maps, and Google's types other than Timestamp. */
function checkJson(fields: readonly DescField[]): void {
  for (const field of [...fields, ...nestedMessages(fields).flatMap((message) => message.fields)]) {
    const foreign = field.fieldKind === 'map' || isForeign(field.message?.typeName ?? '')
    if (foreign) throw new Error(`${field.parent.typeName}.${field.name} has no JSON form`)
  }
}
