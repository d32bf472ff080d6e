import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'

import type { Log } from '@kindred/kernel'

import { createAddressCheck, isPrivate, networkOf } from './addresses.js'
import { answerSlowRequest } from './client-errors.js'

/** Limits of the connections of a gateway. */
export interface ConnectionRules {
  /** Connections of one address at a time; Infinity for any number. */
  readonly maxPerAddress: number
  /** Proxies are not limited: they carry the connections of many people. */
  readonly trustProxy: readonly string[]
  /** How long a body may make no progress. */
  readonly slowRequestMs: number
  readonly log: Log
}

/** Limits the connections of one address, and closes those whose body stopped coming. */
export function limitConnections(server: Server, rules: ConnectionRules): void {
  limitPerAddress(server, rules)
  cutSlowBodies(server, rules.slowRequestMs)
}

const warnEveryMs = 60_000

function limitPerAddress(server: Server, { maxPerAddress, trustProxy, log }: ConnectionRules): void {
  const isProxy = createAddressCheck(trustProxy)
  const open = new Map<string, number>()
  let toldAt = -Infinity

  function refuse(socket: Socket, address: string): void {
    socket.destroy()
    if (performance.now() - toldAt < warnEveryMs) return
    toldAt = performance.now()
    const hint = isPrivate(address) ? 'if it is a proxy, name it in GATEWAY_TRUST_PROXY' : undefined
    log.warn({ maxPerAddress, hint }, 'an address has as many connections as it may have; more are refused')
  }

  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress
    if (address === undefined || isProxy(address)) return
    const network = networkOf(address)
    const held = open.get(network) ?? 0
    if (held >= maxPerAddress) return refuse(socket, address)
    open.set(network, held + 1)
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1
      if (left > 0) open.set(network, left)
      else open.delete(network)
    })
  })
}

interface Arrival {
  readonly request: IncomingMessage
  bytes: number
  at: number
}

/** Fewer bytes do not count as progress. */
const progressBytes = 1_024

/** A body with unread bytes waits for the gateway, not for its sender, and is left alone. */
function cutSlowBodies(server: Server, slowRequestMs: number): void {
  const arriving = new Set<Arrival>()
  server.on('request', (request: IncomingMessage) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
    if (request.complete || (encoding === undefined && Number(length ?? 0) === 0)) return
    arriving.add({ request, bytes: request.socket.bytesRead, at: performance.now() })
  })
  const timer = setInterval(look, Math.min(1_000, slowRequestMs / 4)).unref()
  server.on('close', () => clearInterval(timer))

  function look(): void {
    const now = performance.now()
    for (const arrival of arriving) {
      const { request } = arrival
      const { socket } = request
      if (request.complete || socket.destroyed) arriving.delete(arrival)
      else if (request.readableLength > 0 || socket.bytesRead - arrival.bytes >= progressBytes) {
        arrival.bytes = socket.bytesRead
        arrival.at = now
      } else if (now - arrival.at > slowRequestMs) {
        arriving.delete(arrival)
        answerSlowRequest(socket)
      }
    }
  }
}
