import { StartFailure } from '../start-failure.js'
import { findType, type Method, type Protos, type Shape } from './catalogue.js'

/** One JSON object, or several, each on a line of its own. Integers that a number of JavaScript would round become strings, which the loader takes too. */
export function readRequests(data: string): object[] {
  const trimmed = data.trim()
  const whole = parse(trimmed)
  if (!(whole instanceof Error)) return [objectOf(whole, 'The request')]
  const lines = trimmed.split('\n').filter((line) => line.trim() !== '')
  const requests = lines.map(parse)
  const broken = requests.findIndex((request) => request instanceof Error)
  // One request over several lines breaks in its first one as well.
  if (broken === 0 || lines.length === 0) throw new StartFailure(`The request is no JSON: ${whole.message}.`)
  if (broken > 0)
    throw new StartFailure(`Request ${broken + 1} is no JSON: ${(requests[broken] as Error).message}.`)
  return requests.map((request, at) => objectOf(request, `Request ${at + 1}`))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replaceAll(stringOrNumber, quoteLarge))
  } catch (error) {
    return error
  }
}

function objectOf(value: unknown, what: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new StartFailure(`${what} is no JSON object, such as {"user_id": "…"}.`)
}

const stringOrNumber = /"(?:\\.|[^"\\])*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const quoteLarge = (token: string): string =>
  /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token

const integers: Readonly<Record<string, readonly [min: bigint, max: bigint]>> = {
  TYPE_INT32: [-(2n ** 31n), 2n ** 31n - 1n],
  TYPE_UINT32: [0n, 2n ** 32n - 1n],
  TYPE_INT64: [-(2n ** 63n), 2n ** 63n - 1n],
  TYPE_UINT64: [0n, 2n ** 64n - 1n],
}

/** What a request says that its message cannot hold, each with its path; the loader itself would leave it out or cut it without a word. */
export function listFaults(protos: Protos, { requestType }: Method, request: object): string[] {
  const look = (value: unknown, shape: Shape, path: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((one, at) => look(one, shape, `${path}/${at}`))
    if (shape.value !== undefined)
      return isNameOf(shape.value, value) ? [] : [`${path} of ${JSON.stringify(value)}`]
    if (typeof value !== 'object' || value === null || shape.field === undefined) return []
    return Object.entries(value).flatMap(([name, inner]) => {
      const field = shape.field?.find((one) => one.name === name)
      if (field === undefined) return [`${path}/${name}`]
      const type = field.typeName === '' ? undefined : findType(protos, field.typeName)
      if (type !== undefined) return look(inner, type.type as Shape, `${path}/${name}`)
      return holds(field.type, inner) ? [] : [`${path}/${name} of ${JSON.stringify(inner)}`]
    })
  }
  return look(request, requestType.type as Shape, '')
}

function holds(type: string, value: unknown): boolean {
  const range = integers[type]
  if (range === undefined || value === null) return true
  if (Array.isArray(value)) return value.every((one) => holds(type, one))
  if (typeof value !== 'number' && typeof value !== 'string') return false
  if (!/^-?\d+$/.test(String(value))) return false
  const whole = BigInt(value)
  return whole >= range[0] && whole <= range[1]
}

const isNameOf = (names: NonNullable<Shape['value']>, value: unknown): boolean =>
  value === null || typeof value === 'number' || names.some(({ name }) => name === value)
