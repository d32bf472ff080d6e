import { type WebSocket } from '@fastify/websocket'

import { newId } from '@kindred/kernel'

import { type CloseCode, closeCodes } from './close-codes.js'

/** The sending side of a socket. */
export interface Wire {
  /** Sends a text; a peer that leaves more than 1 MiB unread is closed as slow. */
  send(text: string): void
  /** Sends a ping; its answer bears the mark and says that the peer has read everything before it. */
  ping(mark: string): void
  /** Resolves when the peer has read everything sent so far, or after `withinMs`. */
  heard(withinMs: number): Promise<void>
  /** Resolves when everything sent so far has left this process, or the socket is closed. */
  drained(): Promise<void>
  close(code: CloseCode, reason?: string): void
  readonly isOpen: boolean
}

const mostUnsentBytes = 1024 * 1024
/** A peer that does not answer the close, or does not read up to it, is cut off. */
const closeWithinMs = 3_000
const drainWithinMs = 10_000

/** `onSlow` is told when a peer is closed for not reading. */
export function createWire(socket: WebSocket, onSlow: () => void): Wire {
  let sent: Promise<void> = Promise.resolve()
  const isOpen = (): boolean => socket.readyState === socket.OPEN

  function close(code: CloseCode, reason = ''): void {
    if (!isOpen()) return
    socket.close(code, reason)
    setTimeout(() => socket.terminate(), closeWithinMs).unref()
  }

  function giveUp(): void {
    if (!isOpen()) return
    onSlow()
    close(closeCodes.slow, 'too much is unread')
  }

  return {
    close,
    get isOpen() {
      return isOpen()
    },
    send(text) {
      if (!isOpen()) return
      sent = new Promise((resolve) => socket.send(text, () => resolve()))
      if (socket.bufferedAmount > mostUnsentBytes) giveUp()
    },
    ping(mark) {
      if (isOpen()) socket.ping(mark)
    },
    async heard(withinMs) {
      if (!isOpen()) return
      const mark = newId()
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, withinMs)
        const onPong = (answer: Buffer): void => void (answer.toString() === mark && done())
        function done(): void {
          clearTimeout(timer)
          socket.off('pong', onPong).off('close', done)
          resolve()
        }
        socket.on('pong', onPong).once('close', done).ping(mark)
      })
    },
    async drained() {
      const timer = setTimeout(giveUp, drainWithinMs)
      await sent
      clearTimeout(timer)
    },
  }
}
