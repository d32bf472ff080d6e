import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  loadSync,
  type MessageTypeDefinition,
  type MethodDefinition,
  type PackageDefinition,
  type ServiceDefinition,
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

/** Packages of what every app serves beside its own. */
const sharedPackages = ['account', 'events', 'rpc'] as const

/** The methods of a package by their full names, such as `kindred.chat.v1.ChatService.Sync`. */
function methodsIn({ definitions }: Protos, name: string): [string, Method][] {
  const services = Object.entries(definitions).filter(
    (entry): entry is [string, ServiceDefinition] =>
      entry[0].startsWith(`kindred.${name}.v1.`) && !('format' in entry[1]),
  )
  return services.flatMap(([service, methods]) =>
    Object.entries(methods).map(([method, found]): [string, Method] => [`${service}.${method}`, found]),
  )
}

const methodsOfAll = (protos: Protos): [string, Method][] =>
  sharedPackages.flatMap((name) => methodsIn(protos, name))

/** The shortest part of a full name that no other of these names ends with. */
function shortest(name: string, names: readonly string[]): string {
  const parts = name.split('.')
  const ends = parts.map((_, at) => parts.slice(-1 - at).join('.'))
  return ends.find((end) => names.every((other) => other === name || !endsWith(other, end))) ?? name
}

const endsWith = (name: string, end: string): boolean =>
  `.${name.toLowerCase()}`.endsWith(`.${end.toLowerCase()}`)

const shortNames = (methods: readonly [string, Method][]): string[] => {
  const names = methods.map(([name]) => name)
  return names.map((name) => shortest(name, names))
}

/** A method by its name in any case, with as much of its service before it as tells it apart. The app's own come first. */
export function findMethod(protos: Protos, service: ServiceName, name: string): Method {
  const own = methodsIn(protos, service)
  for (const methods of [own, methodsOfAll(protos)]) {
    const found = methods.filter(([fullName]) => endsWith(fullName, name))
    if (found.length === 1) return found[0]![1]
    if (found.length > 1)
      throw new StartFailure(`${service} has more than one "${name}": ${shortNames(found).join(', ')}.`)
  }
  throw new StartFailure(`${service} has no method "${name}", only ${shortNames(own).join(', ')}.`)
}

/** Every app with the names of its methods, and what all of them have. */
export function listServices(protos: Protos): string {
  const list = (title: string, names: readonly string[]) => [title, ...names].join('\n  ')
  const shared = methodsOfAll(protos).map(([name]) => name.split('.').slice(-2).join('.'))
  return [
    ...serviceNames.map((name) => list(name, shortNames(methodsIn(protos, name)))),
    list('each of them', shared),
  ].join('\n')
}

/** The methods of an app as the .proto files write them, with their comments. */
export function describeService({ folder }: Protos, service: ServiceName): string {
  const files = [service, ...sharedPackages].flatMap((name) => {
    const place = join(folder, 'kindred', name, 'v1')
    return readdirSync(place)
      .filter((file) => file.endsWith('_service.proto'))
      .map((file) => readFileSync(join(place, file), 'utf8'))
  })
  return files.flatMap(describeBlocks).join('\n\n')
}

function describeBlocks(text: string): string[] {
  const blocks = text.match(/^(?:\/\/[^\n]*\n)*service \w+ \{[^]*?^\}/gm) ?? []
  // The options are for the gateway; who calls wants to know what a method is for and what it takes.
  const isTold = (line: string): boolean => /^\s*(\/\/|rpc |service )/.test(line)
  return blocks.map((block) =>
    block
      .split('\n')
      .filter(isTold)
      .map((line) => line.replace(/ ?[{;]$/, ''))
      .join('\n'),
  )
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
