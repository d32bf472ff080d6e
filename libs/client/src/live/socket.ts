/** The part of the standard WebSocket that the client uses; browsers, Node 22 and the `ws` package have it. */
export interface SocketLike {
  readonly readyState: number
  send(text: string): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'open' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { code: number; reason: string }) => void): void
}

export type SocketConstructor = new (url: string, protocols: string) => SocketLike

/** The runtime's own WebSocket; throws where there is none (Node before 22: pass the `ws` package's). */
export function nativeSocket(): SocketConstructor {
  const found = (globalThis as { WebSocket?: SocketConstructor }).WebSocket
  if (found === undefined)
    throw new Error('This runtime has no WebSocket. Pass one as `WebSocket` in the options of connect().')
  return found
}
