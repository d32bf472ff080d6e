import { setMaxListeners } from 'node:events'
import { performance } from 'node:perf_hooks'

import {
  type MethodDefinition,
  Server,
  ServerCredentials,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'

import { type Clock, type Log, type Principal, systemClock } from '@kindred/kernel'
import type { Tracer } from '@kindred/tracing'

import { Admission } from '../load/admission.js'
import type { ObserveCall } from '../observe.js'
import type { RpcSecurity } from '../tls/security.js'
import { implementCarrier } from './carry.js'
import type { ConductDeps } from './conduct.js'
import type { BoundMethod, Implementation } from './handlers.js'
import { createHealth } from './health.js'
import { implementReflection } from './reflection.js'
import { serve } from './serve.js'

export interface RpcServerOptions {
  /** The service's short name; owner of its error codes. */
  readonly name: string
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  readonly implementations: readonly Implementation[]
  /** Plaintext unless given. */
  readonly security?: RpcSecurity | undefined
  /** Turns a bearer token into a principal; throws AppError unauthenticated for a bad one. */
  readonly authenticate: (bearer: string | undefined) => Promise<Principal>
  readonly log: Log
  readonly clock?: Clock
  readonly observe?: ObserveCall
  /** Traces the calls of callers that trace; nothing without it. */
  readonly tracer?: Tracer | undefined
  /** How much longer than in quiet times calls may take before new ones are refused with OVERLOADED; 0, as without it, refuses none. */
  readonly maxWaitMs?: number
  /** Asked by each check of grpc.health.v1 while the server serves. */
  readonly isReady?: () => Promise<boolean>
}

/** A gRPC server with health and reflection built in. */
export interface RpcServer {
  /** Binds and serves; resolves with the port. */
  start(): Promise<number>
  /** Refuses new calls, lets the running ones finish for at most `graceMs` (8,000), then cuts them. */
  stop(graceMs?: number): Promise<void>
  /** What grpc.health.v1 answers; true from start to stop. */
  setServing(serving: boolean): void
}

/** Above what a chat needs to write many messages by one statement. */
const places = { minPlaces: 300, firstPlaces: 1_200 }

/** A server that checks every call against its policy and field rules before its handler runs. */
export function createRpcServer(options: RpcServerOptions): RpcServer {
  const server = new Server({ 'grpc.max_receive_message_length': 4 * 1024 * 1024 })
  const stopping = new AbortController()
  setMaxListeners(0, stopping.signal)
  const { name, authenticate, log, clock = systemClock, observe, tracer, maxWaitMs = 0 } = options
  const admission = new Admission({ ...places, maxWaitMs, now: () => performance.now() })
  const draining = stopping.signal
  const credentials = options.security?.server ?? ServerCredentials.createInsecure()
  const isSecure = options.security !== undefined
  const deps: ConductDeps = {
    name,
    authenticate,
    log,
    clock,
    observe,
    tracer,
    draining,
    admission,
    isSecure,
  }
  const health = createHealth(servicesOf(options.implementations), options.isReady)
  const carried = options.implementations.flatMap(({ methods }) => methods)
  const served = [...options.implementations, implementCarrier(carried, deps), health.implementation]
  const reflection = implementReflection(new Set([...servicesOf(served), ...reflectionServices]))
  for (const { methods } of [...served, ...reflection]) addMethods(server, methods, deps)
  return {
    async start() {
      const host = options.host.includes(':') ? `[${options.host}]` : options.host
      const port = await bind(server, `${host}:${options.port}`, credentials)
      health.setServing(true)
      return port
    },
    setServing: health.setServing,
    async stop(graceMs = 8_000) {
      health.setServing(false)
      stopping.abort()
      await shutDown(server, graceMs)
    },
  }
}

const reflectionServices = ['grpc.reflection.v1.ServerReflection', 'grpc.reflection.v1alpha.ServerReflection']

const servicesOf = (implementations: readonly Implementation[]): Set<string> =>
  new Set(
    implementations.flatMap(({ methods }) => methods.map(({ method }) => method.path.split('/')[1] ?? '')),
  )

const asIs = (bytes: Buffer): Buffer => bytes

function addMethods(server: Server, methods: readonly BoundMethod[], deps: ConductDeps): void {
  const definition: Record<string, MethodDefinition<Buffer, Buffer>> = {}
  const handlers: UntypedServiceImplementation = {}
  for (const bound of methods) {
    const { path, requestStream, responseStream } = bound.method
    const coding = {
      requestSerialize: asIs,
      requestDeserialize: asIs,
      responseSerialize: asIs,
      responseDeserialize: asIs,
    }
    definition[path] = { path, requestStream, responseStream, ...coding }
    handlers[path] = serve(bound, deps)
  }
  server.addService(definition, handlers)
}

function bind(server: Server, address: string, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => (error ? reject(error) : resolve(port)))
  })
}

// tryShutdown waits for ever on streams.
function shutDown(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => (server.forceShutdown(), resolve()), graceMs)
    server.tryShutdown(() => (clearTimeout(timer), resolve()))
  })
}
