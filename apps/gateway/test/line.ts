import { EventEmitter } from 'node:events'

import type { WebSocket } from '@fastify/websocket'

/** A line between two ends in memory: what goes in at one end comes out at the other after the latency, in its order. */
export interface Line {
  readonly client: ClientEnd
  /** What the gateway takes for a socket of its own. */
  readonly server: WebSocket
  /** Cuts it: what is on its way is lost, and both ends notice. */
  cut(): void
}

export type ClientEnd = ReturnType<typeof createClientEnd>

/** Opens a line; `latency` is asked for each frame, in milliseconds. */
export function openLine(latency: () => number): Line {
  const toServer = createPipe(latency)
  const toClient = createPipe(latency)
  const client = createClientEnd()
  const server = createServerEnd()
  let ended = false

  const end = (code: number, reason: string): void => {
    if (ended) return
    ended = true
    client.readyState = server.readyState = 3
    client.emitter.emit('close', { code, reason })
    server.emit('close', code)
  }
  client.send = (text) => toServer(() => !ended && server.emit('message', text, false))
  client.close = () => toServer(() => end(1000, ''))
  server.send = (text: string, sent: () => void) => {
    toClient(() => !ended && client.emitter.emit('message', { data: text }))
    sent()
  }
  server.ping = (mark: string) =>
    toClient(() => !ended && toServer(() => !ended && server.emit('pong', Buffer.from(mark ?? ''))))
  server.close = (code: number, reason: string) => toClient(() => end(code, reason))
  server.terminate = () => end(1006, '')
  setTimeout(() => {
    client.readyState = 1
    client.emitter.emit('open', {})
  }, latency())
  return { client, server: server as unknown as WebSocket, cut: () => end(1006, '') }
}

/** Runs what goes in after the latency of the moment, and nothing before what went in earlier. */
function createPipe(latency: () => number): (arrive: () => unknown) => void {
  const underWay: (() => unknown)[] = []
  let freeAt = 0
  return (arrive) => {
    underWay.push(arrive)
    freeAt = Math.max(freeAt, Date.now() + latency())
    setTimeout(() => underWay.shift()?.(), freeAt - Date.now())
  }
}

function createClientEnd() {
  const emitter = new EventEmitter()
  return {
    emitter,
    readyState: 0,
    send: (_: string): void => undefined,
    close: (): void => undefined,
    addEventListener: (type: string, listener: (event: never) => void): void =>
      void emitter.on(type, listener as (event: unknown) => void),
  }
}

function createServerEnd() {
  const nothing = (..._: never[]): void => undefined
  const ways = { send: nothing, ping: nothing, close: nothing, terminate: nothing }
  return Object.assign(new EventEmitter(), ways as Record<keyof typeof ways, (...given: never[]) => void>, {
    readyState: 1,
    OPEN: 1,
    bufferedAmount: 0,
  })
}
