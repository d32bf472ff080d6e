import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  type AnyDefinition,
  loadSync,
  type MessageTypeDefinition,
  type MethodDefinition,
  type PackageDefinition,
} from '@grpc/proto-loader'

import { type ServiceName, serviceNames } from '../names.js'
import { StartFailure } from '../start-failure.js'

export type Method = MethodDefinition<object, object>

/** What the .proto files of a checkout say. */
export interface Protos {
  readonly definitions: PackageDefinition
  readonly folder: string
}

/** Reads proto/ as it lies there: what was generated of it is not asked. */
export function loadProtos(checkout: string): Protos {
  const folder = join(checkout, 'proto')
  const files = readdirSync(folder, { recursive: true })
    .map((file) => String(file))
    .filter((file) => file.endsWith('.proto'))
  const definitions = loadSync(files, {
    includeDirs: [folder],
    keepCase: true,
    enums: String,
    // As JSON of protobuf has them: a number of JavaScript is exact up to 2^53 only.
    longs: String,
    bytes: String,
    defaults: true,
  })
  return { definitions, folder }
}

/** The methods of a service by name. */
function methodsOf({ definitions }: Protos, service: ServiceName): Record<string, Method> {
  const name = `kindred.${service}.v1.${service[0]!.toUpperCase()}${service.slice(1)}Service`
  const found: AnyDefinition | undefined = definitions[name]
  if (found === undefined || 'format' in found) throw new StartFailure(`proto/ defines no ${name}.`)
  return found
}

/** A method by its name in any case. */
export function findMethod(protos: Protos, service: ServiceName, name: string): Method {
  const methods = methodsOf(protos, service)
  const found = Object.keys(methods).find((one) => one.toLowerCase() === name.toLowerCase())
  if (found !== undefined) return methods[found]!
  throw new StartFailure(`${service} has no method "${name}", only ${Object.keys(methods).join(', ')}.`)
}

/** Every service with the names of its methods. */
export const listServices = (protos: Protos): string =>
  serviceNames.map((name) => `${name}\n  ${Object.keys(methodsOf(protos, name)).join('\n  ')}`).join('\n')

/** The methods of a service as its .proto file writes them, with their comments. */
export function describeService({ folder }: Protos, service: ServiceName): string {
  const text = readFileSync(join(folder, 'kindred', service, 'v1', `${service}_service.proto`), 'utf8')
  const block = /^(?:\/\/[^\n]*\n)*service \w+ \{[^]*?^\}/m.exec(text)?.[0] ?? ''
  // The options are for the gateway; who calls wants to know what a method is for and what it takes.
  const isCall = (line: string): boolean => /^\s*(\/\/|rpc )/.test(line)
  return block
    .split('\n')
    .filter((line, at) => at > 0 && isCall(line))
    .map((line) => line.replace(/ ?[{;]$/, ''))
    .join('\n')
}

/** A method's request and answer, and the messages inside them. */
export function describeMethod(protos: Protos, service: ServiceName, name: string): string {
  const { path, requestType, responseType, requestStream, responseStream } = findMethod(protos, service, name)
  const stream = (isStream: boolean): string => (isStream ? 'stream ' : '')
  const shapes = new Map<string, string>()
  for (const type of [requestType, responseType]) collect(protos, type.type as Shape, shapes)
  const [from, to] = [requestType, responseType].map((type) => (type.type as Shape).name)
  const head = `${path}(${stream(requestStream)}${from}) returns (${stream(responseStream)}${to})`
  return [head, ...shapes.values()].join('\n\n')
}

/** What the loader tells of a message: a DescriptorProto, or an EnumDescriptorProto. */
export interface Shape {
  readonly name: string
  readonly field?: readonly Field[]
  readonly value?: readonly { readonly name: string }[]
}
interface Field {
  readonly name: string
  readonly label: string
  readonly type: string
  readonly typeName: string
}

function collect(protos: Protos, shape: Shape, into: Map<string, string>): void {
  if (into.has(shape.name)) return
  const lines = shape.field?.map(lineOf) ?? shape.value?.map(({ name }) => name) ?? []
  into.set(shape.name, `${shape.name} {${lines.map((line) => `\n  ${line}`).join('')}\n}`)
  for (const { typeName } of shape.field ?? []) {
    const found = typeName === '' ? undefined : findType(protos, typeName)
    if (found !== undefined) collect(protos, found.type as Shape, into)
  }
}

const lineOf = ({ name, label, type, typeName }: Field): string => {
  const what = typeName === '' ? type.replace(/^TYPE_/, '').toLowerCase() : typeName.replace(/^.*\./, '')
  return `${label === 'LABEL_REPEATED' ? 'repeated ' : ''}${what} ${name}`
}

/** The type of a field that holds a message or one of an enum's names. */
export function findType(
  { definitions }: Protos,
  typeName: string,
): MessageTypeDefinition<object, object> | undefined {
  const last = typeName.replace(/^\./, '')
  const key = Object.keys(definitions).find((name) => name === last || name.endsWith(`.${last}`))
  const found = key === undefined ? undefined : definitions[key]
  return found !== undefined && 'format' in found
    ? (found as MessageTypeDefinition<object, object>)
    : undefined
}
