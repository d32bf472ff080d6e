import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'

import { AppError, newId } from '@kindred/kernel'

import { securityHeaders } from './browser-rules.js'
import { problemOf, problemType } from './problem.js'

/** Answers bytes that are not HTTP, or headers that are too long or too slow: Fastify has no request for them. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy()
  answerBare(socket, error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? tooSlow() : notHttp())
}

/** Answers a request whose bytes stopped coming, and closes its connection. */
export const answerSlowRequest = (socket: Socket): void => answerBare(socket, tooSlow())

function answerBare(socket: Socket, error: AppError): void {
  const requestId = newId()
  const problem = problemOf(error, { publicUrl: '', path: '', requestId })
  const body = JSON.stringify(problem)
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `content-type: ${problemType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
    `x-request-id: ${requestId}`,
    ...Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}

const notHttp = () =>
  new AppError({
    kind: 'invalid',
    code: 'REQUEST_INVALID',
    detail: 'These bytes are not a request that can be read.',
  })

const tooSlow = () =>
  new AppError({
    kind: 'slowRequest',
    code: 'REQUEST_TOO_SLOW',
    detail: 'The request did not arrive in time.',
  })
