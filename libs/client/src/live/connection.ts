import { KindredError, networkError } from '../problem.js'
import { type Frame, parseFrame, problemOf, type Ready } from './frames.js'
import { type SocketConstructor, type SocketLike } from './socket.js'

/** What one socket tells its owner. */
export interface ConnectionEvents {
  onReady(ready: Ready): void
  onFrame(frame: Frame): void
  /** Once, whatever ended it. */
  onClose(code: number, reason: string): void
}

/** One socket from its opening to its end. */
export interface Connection {
  /** Sends a request frame and waits for its ack; rejects with the problem of an error frame, or NETWORK_FAILED when the socket ends first. */
  request(type: string, data: object): Promise<unknown>
  close(): void
}

const answerWithinMs = 10_000

/** Opens a socket, signs it in with the first frame and keeps it alive with pings. */
export function openConnection(
  url: string,
  Socket: SocketConstructor,
  token: () => Promise<string | undefined>,
  events: ConnectionEvents,
): Connection {
  const socket = new Socket(url, 'kindred.v1')
  const pending = new Map<string, { resolve(data: unknown): void; reject(error: KindredError): void }>()
  let last = 0
  let heartbeat: ReturnType<typeof setInterval> | undefined
  let ended = false

  const end = (code: number, reason: string): void => {
    if (ended) return
    ended = true
    clearInterval(heartbeat)
    for (const request of pending.values()) request.reject(networkError(new Error(`The socket closed with ${code}.`)))
    pending.clear()
    if (socket.readyState <= 1) socket.close(1000)
    events.onClose(code, reason)
  }
  const request = (type: string, data: object): Promise<unknown> => {
    const id = String(++last)
    const answer = new Promise<unknown>((resolve, reject) => pending.set(id, { resolve, reject }))
    write(socket, { type, id, data })
    const timer = setTimeout(() => end(1006, 'no answer'), answerWithinMs)
    return answer.finally(() => clearTimeout(timer))
  }
  const authenticate = async (): Promise<void> => {
    const accessToken = await token()
    if (accessToken === undefined) return end(4401, 'signed out')
    await request('auth', { access_token: accessToken })
  }
  const settle = (frame: Frame): boolean => {
    const waiting = frame.id === undefined ? undefined : pending.get(frame.id)
    if (frame.id === undefined || waiting === undefined) return false
    pending.delete(frame.id)
    const problem = frame.type === 'error' ? problemOf(frame) : undefined
    if (problem === undefined) waiting.resolve(frame.data)
    else waiting.reject(new KindredError(problem))
    return true
  }
  const receive = (frame: Frame): void => {
    if (frame.type === 'ready') {
      const ready = frame.data as Ready
      heartbeat = setInterval(() => request('ping', {}).catch(() => {}), ready.heartbeat_ms)
      return events.onReady(ready)
    }
    if (!settle(frame)) events.onFrame(frame)
  }

  socket.addEventListener('open', () => void authenticate().catch(() => end(4401, 'not signed in')))
  socket.addEventListener('message', (event) => {
    const frame = ended ? undefined : parseFrame(String(event.data))
    if (frame !== undefined) receive(frame)
  })
  socket.addEventListener('error', () => {})
  socket.addEventListener('close', (event) => end(event.code, event.reason))
  return { request, close: () => end(1000, '') }
}

function write(socket: SocketLike, frame: Frame): void {
  if (socket.readyState === 1) socket.send(JSON.stringify(frame))
}
