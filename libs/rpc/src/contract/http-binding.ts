import type { DescField, DescMethod } from '@bufbuild/protobuf'

/** How an RPC is reached over HTTP, from google.api.http. */
export interface HttpBinding {
  readonly verb: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH'
  /** The path template, `/v1/profiles/{user_id}`. */
  readonly path: string
  /** Fields that the template names, in proto names and in its order. */
  readonly pathFields: readonly string[]
  /** `*` when the other fields travel in the body, empty when in the query. */
  readonly body: '*' | ''
  /** The response field that is the whole HTTP body; empty for the whole response. */
  readonly responseBody: string
}

/** google.api.HttpRule as @bufbuild/protobuf decodes it. */
export interface HttpRule {
  readonly pattern: { readonly case: string | undefined; readonly value?: string }
  readonly body: string
  readonly responseBody: string
}

const verbs = new Set(['get', 'put', 'post', 'delete', 'patch'])
// A colon begins a verb of its own, as in AIP-136.
const literal = /^[A-Za-z0-9._~-]+(:[A-Za-z]+)?$/
const variable = /^\{([a-z][a-z0-9_]*)\}$/

/** Reads and checks the HTTP rule of an RPC; throws a sentence without the RPC's name. */
export function parseHttpRule(method: DescMethod, rule: HttpRule): HttpBinding {
  const { case: verb, value: path = '' } = rule.pattern
  if (verb === undefined || !verbs.has(verb)) throw new Error('its HTTP rule has no verb')
  if (rule.body !== '' && rule.body !== '*')
    throw new Error(`its HTTP body must be "*" or absent, not "${rule.body}"`)
  if (rule.body === '*' && (verb === 'get' || verb === 'delete'))
    throw new Error(`${verb.toUpperCase()} has no body`)
  if (rule.responseBody !== '') fieldNamed(method.output.fields, rule.responseBody)
  return {
    verb: verb.toUpperCase() as HttpBinding['verb'],
    path,
    pathFields: parsePath(method, path),
    body: rule.body,
    responseBody: rule.responseBody,
  }
}

function parsePath(method: DescMethod, path: string): string[] {
  const segments = path.split('/').slice(1)
  const names = segments.flatMap((segment) => variable.exec(segment)?.[1] ?? [])
  const bad = segments.find((segment) => !literal.test(segment) && !variable.test(segment))
  if (!path.startsWith('/') || bad !== undefined) throw new Error(`its path template "${path}" is not valid`)
  if (new Set(names).size < names.length) throw new Error(`its path template "${path}" names a field twice`)
  for (const name of names) {
    const field = fieldNamed(method.input.fields, name)
    if (field.fieldKind !== 'scalar' && field.fieldKind !== 'enum')
      throw new Error(`"${name}" cannot stand in a path`)
  }
  return names
}

function fieldNamed(fields: readonly DescField[], name: string): DescField {
  const field = fields.find((candidate) => candidate.name === name)
  if (field === undefined) throw new Error(`its HTTP rule names the unknown field "${name}"`)
  return field
}
