import { expect } from 'vitest'

import { HealthService } from '@kindred/contracts/grpc-health'
import { AppError, type Log, type Principal } from '@kindred/kernel'

import {
  type Client,
  createClient,
  createGrpcTransport,
  createRpcServer,
  type GrpcTransport,
  type Implementation,
  type RpcSecurity,
} from '../src/index.js'

export interface Line {
  level: string
  fields: Record<string, unknown>
  message: string | undefined
}

export function recordingLog(): Log & { lines: Line[] } {
  const lines: Line[] = []
  const at = (level: string) => (fields: object, message?: string) => {
    lines.push({ level, fields: fields as Record<string, unknown>, message })
  }
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

const user = (userId: string, roles: string[] = []): Principal => ({
  kind: 'user',
  userId,
  sessionId: 's-1',
  roles,
  expiresAt: new Date('2100-01-01'),
})

const people: Record<string, Principal> = {
  alice: user('alice'),
  moderator: user('mod', ['moderator']),
  admin: user('adm', ['admin']),
  bot: { kind: 'bot' },
  service: { kind: 'service', service: 'gateway', userId: undefined },
}

export async function authenticate(bearer: string | undefined): Promise<Principal> {
  if (bearer === undefined) return { kind: 'anonymous' }
  const known = people[bearer]
  if (known !== undefined) return known
  const [, service] = /^service:(\w+)$/.exec(bearer) ?? []
  if (service !== undefined) return { kind: 'service', service, userId: undefined }
  throw new AppError({ kind: 'unauthenticated', code: 'TOKEN_INVALID', detail: 'The token is not valid.' })
}

const open: (() => Promise<void> | void)[] = []

export async function startServer(
  implementations: Implementation[],
  options: { name?: string; port?: number; maxWaitMs?: number; security?: RpcSecurity | undefined } = {},
) {
  const log = recordingLog()
  const { name = 'profile', port: wanted = 0, maxWaitMs = 0 } = options
  const server = createRpcServer({
    name,
    host: '127.0.0.1',
    port: wanted,
    implementations,
    authenticate,
    log,
    maxWaitMs,
    security: options.security,
  })
  const port = await server.start()
  open.push(() => server.stop(0))
  return { server, port, address: `127.0.0.1:${port}`, log }
}

/** The two ways of a unary call. */
export const ways = ['by a stream of its own', 'by a carrier'] as const
type Way = (typeof ways)[number]
type Security = ReturnType<RpcSecurity['towards']>

export function connect<D extends object>(definition: D, address: string, security?: Security): Client<D> {
  const transport = createGrpcTransport({ address, security })
  open.push(() => transport.close())
  return createClient(definition, transport)
}

/** Connects one way or the other; resolves once the carrier is open. */
export const connectBy = async <D extends object>(
  way: Way,
  definition: D,
  address: string,
  security?: Security,
): Promise<Client<D>> => createClient(definition, await openBy(way, address, security))

export async function openBy(way: Way, address: string, security?: Security): Promise<GrpcTransport> {
  if (way !== ways[0]) return openCarried(address, security)
  const transport = createGrpcTransport({ address, security })
  open.push(() => transport.close())
  return transport
}

/** Resolves once every instance has a stream that carries calls. */
export async function openCarried(address: string, security?: Security): Promise<GrpcTransport> {
  const transport = createGrpcTransport({ address, token: async () => 'service', security })
  open.push(() => transport.close())
  const found = createClient(HealthService, transport)
  await found.check({ service: '' }, { deadlineMs: 60_000 })
  await expect.poll(() => transport.carrying, { timeout: 60_000 }).toBe(address.split(',').length)
  return transport
}

export async function closeAll(): Promise<void> {
  for (const close of open.splice(0).reverse()) await close()
}

/** Handlers for a definition where the test only cares about some: the others refuse. */
export function partly<H extends object>(some: Partial<H>): H {
  const refuse = () => {
    throw new AppError({ kind: 'unimplemented', code: 'NOT_IN_THIS_TEST', detail: 'Not in this test.' })
  }
  return new Proxy(some, { get: (target, name) => Reflect.get(target, name) ?? refuse }) as H
}
