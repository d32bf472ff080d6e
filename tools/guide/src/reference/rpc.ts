import type { ProblemCode } from '@kindred/gateway/documents'
import { commentOf, type Contract, type MethodContract } from '@kindred/rpc'

import { cell, table } from './fields.js'

const firstSentence = (comment: string): string => /^.*?[.;:](?=\s|$)/s.exec(comment)?.[0] ?? comment

/** The page of the services behind the gateway: every RPC, who may call it and what it takes and answers. */
export function rpcPage({ methods }: Contract): string {
  const services = grouped(methods)
  const sections = [...services].map(([service, own]) => {
    const [first] = own
    const comment = first === undefined ? '' : commentOf(first.descriptor.parent)
    return `## ${service}\n\n${comment}\n\n${table(['RPC', 'who', ''], own.map(rowOf))}`
  })
  return `# gRPC\n\nEach service answers gRPC on a port of its own, 8081 to 8087 unless you chose others, with reflection and \`grpc.health.v1\`. Errors are a gRPC status with \`google.rpc\` details: the
code of [the problem](errors.md) is the \`reason\` of its \`ErrorInfo\`. A person's RPC takes the access token in the metadata \`authorization: Bearer …\`, one of services a token that services make. Fields,
one by one: \`grpcurl -plaintext 127.0.0.1:8082 describe\`, or \`npm run rpc -- profile.UpdateMyProfile --describe\`.\n\n${sections.join('')}`
}

const serviceOf = ({ descriptor }: MethodContract): string => descriptor.parent.typeName

function grouped(methods: readonly MethodContract[]): Map<string, MethodContract[]> {
  const services = new Map<string, MethodContract[]>()
  for (const method of methods)
    services.set(serviceOf(method), [...(services.get(serviceOf(method)) ?? []), method])
  return services
}

function rowOf({ descriptor, comment, policy, http }: MethodContract): string[] {
  const streams = {
    server_streaming: ', answers as a stream',
    client_streaming: ', takes a stream',
    bidi_streaming: ', a stream both ways',
    unary: '',
  }
  const { access, callers } = policy
  const who = callers.size > 0 ? [...callers].join(', ') : access.toLowerCase()
  const rest = http === undefined ? '' : ` REST: \`${http.verb} ${http.path}\`.`
  return [
    `\`${descriptor.name}\``,
    who,
    `${cell(firstSentence(comment))}${streams[descriptor.methodKind]} \`${descriptor.input.name}\` → \`${descriptor.output.name}\`.${rest}`,
  ]
}

/** The page of the events between services: what each tells, by the file of its owner. */
export function eventsPage({ files, registry }: Contract): string {
  const sections = files
    .filter(({ name }) => name.endsWith('_events.proto'))
    .map((file) => {
      const rows = file.messageType.map(({ name }) => {
        const message = registry.getMessage(`${file.package}.${name}`)
        const fields = message?.fields.map((field) => `\`${field.name}\``).join(', ') ?? ''
        return [`\`${name}\``, cell(message === undefined ? '' : commentOf(message)), fields]
      })
      return `## ${file.package}\n\n${table(['message', '', 'fields'], rows)}`
    })
  return `# Events between services\n\nWhat a service tells the others in the transaction of the change, once to each: [events](../../libs/events/README.md).\n\n${sections.join('')}`
}

/** The page of every code that a problem may have. */
export function errorsPage(codes: readonly ProblemCode[]): string {
  const rows = codes.map(({ code, text, operations }) => [
    `\`${code}\``,
    [text ?? '', operations.map((one) => `\`${one}\``).join(', ')]
      .filter((part) => part !== '')
      .map(cell)
      .join(' '),
  ])
  return `# Errors\n\nA failure is a problem document (RFC 9457) over HTTP, the \`error\` frame of the socket with the same document, and a status with details over gRPC. \`code\` is stable: compare that one, and show
people words of your own. Field errors add \`errors\`, each with a JSON pointer. What to do by status: 400 and 422 ask for another request, 401 for a new token, 403 and 404 mean no, 409 that something else was
faster, 429 and 503 that \`Retry-After\` seconds later it may work, with the same \`Idempotency-Key\`.\n\n${table(['code', ''], rows)}`
}
