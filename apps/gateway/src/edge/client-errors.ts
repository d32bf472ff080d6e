import { type Socket } from 'node:net'

import { AppError, newId } from '@kindred/kernel'

import { bareHeaders } from './browser-rules.js'
import { problemOf, problemType } from './problem.js'

/** Answers bytes that are not HTTP, or headers that are too long or too slow: there is no request to speak of yet. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy()
  const requestId = newId()
  const problem = problemOf(notHttp(), { publicUrl: '', path: '', requestId })
  const body = JSON.stringify(problem)
  const head = [
    'HTTP/1.1 400 Bad Request',
    `content-type: ${problemType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
    `x-request-id: ${requestId}`,
    ...Object.entries(bareHeaders).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

const notHttp = () =>
  new AppError({ kind: 'invalid', code: 'REQUEST_INVALID', detail: 'These bytes are not a request that can be read.' })
