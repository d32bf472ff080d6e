import { KindredError, networkError } from '../problem.js'
import { type Frame, parseFrame, type Ready, refusalOf } from './frames.js'
import type { SocketConstructor, SocketLike } from './socket.js'

export interface ConnectionEvents {
  /** Signed in, and missed events have arrived up to the cursor `reached`; undefined from a gateway that read no cursor in `auth`. */
  onReady(ready: Ready, reached: string | undefined): void
  onFrame(frame: Frame): void
  /** Called once, whatever closed the socket. */
  onClose(code: number, reason: string): void
}

/** One socket from its opening to its end. */
export interface Connection {
  /** Sends a request frame and waits for its ack; rejects with the problem of an error frame, or NETWORK_FAILED when the socket ends first. */
  request(type: string, data: object): Promise<unknown>
  /** Closes the socket normally; `code` is passed to `onClose`. */
  close(code?: number): void
}

/** The data of the first frame. */
export interface SignIn {
  readonly access_token: string
  /** The person's events after it are sent; empty for only those from now on. */
  readonly cursor: string
}

const answerWithinMs = 10_000
const readyWithinMs = 15_000

/** Opens a socket, signs it in with the first frame and keeps it alive with pings. */
export function openConnection(
  url: string,
  Socket: SocketConstructor,
  signIn: () => Promise<SignIn | undefined>,
  events: ConnectionEvents,
): Connection {
  const socket = new Socket(url, 'kindred.v1')
  const requests = trackRequests(socket, () => end(1006, 'no answer'))
  const opening = setTimeout(() => end(1006, 'not ready in time'), readyWithinMs)
  let heartbeat: ReturnType<typeof setInterval> | undefined
  let ready: Ready | undefined
  let ended = false

  const end = (code: number, reason: string): void => {
    if (ended) return
    ended = true
    clearTimeout(opening)
    clearInterval(heartbeat)
    requests.end(networkError(new Error(`The socket closed with ${code}.`)))
    if (socket.readyState <= 1) socket.close(1000)
    events.onClose(code, reason)
  }
  const authenticate = async (): Promise<void> => {
    const given = await signIn()
    if (given === undefined) return end(4401, 'signed out')
    const { cursor } = (await requests.send('auth', given)) as { cursor?: string }
    if (ready?.since !== undefined && !ended) events.onReady(ready, cursor ?? ready.cursor)
  }
  const receive = (frame: Frame): void => {
    if (frame.type === 'ready') {
      ready = frame.data as Ready
      clearTimeout(opening)
      clearInterval(heartbeat)
      heartbeat = setInterval(() => void requests.send('ping', {}).catch(() => {}), ready.heartbeat_ms)
      return ready.since === undefined ? events.onReady(ready, undefined) : undefined
    }
    if (!requests.settle(frame)) events.onFrame(frame)
  }

  socket.addEventListener(
    'open',
    () => void authenticate().catch((error: unknown) => end(refusal(error), 'no sign-in')),
  )
  socket.addEventListener('message', (event) => {
    const frame = ended ? undefined : parseFrame(String(event.data))
    if (frame !== undefined) receive(frame)
  })
  socket.addEventListener('error', () => {})
  socket.addEventListener('close', (event) => end(event.code, event.reason))
  return { request: requests.send, close: (code = 1000) => end(code, '') }
}

const refusal = (error: unknown): number =>
  error instanceof KindredError && error.status === 401 ? 4401 : 1006

const bringsMissed = new Set(['auth', 'resume'])

interface Requests {
  send(type: string, data: object): Promise<unknown>
  /** True when the frame answers a request. */
  settle(frame: Frame): boolean
  end(error: KindredError): void
}

function trackRequests(socket: SocketLike, onSilence: () => void): Requests {
  const pending = new Map<string, { resolve(data: unknown): void; reject(error: KindredError): void }>()
  let last = 0
  let over: KindredError | undefined
  let heard = false
  return {
    send(type, data) {
      if (over !== undefined) return Promise.reject(over)
      const id = String(++last)
      const answer = new Promise<unknown>((resolve, reject) => pending.set(id, { resolve, reject }))
      if (socket.readyState === 1) socket.send(JSON.stringify({ type, id, data }))
      let timer = setTimeout(check, answerWithinMs)
      heard = false
      return answer.finally(() => clearTimeout(timer))

      // Missed events come before the answer to `auth` and `resume`: as long as events arrive, the answer is on its way.
      function check(): void {
        if (!heard || !bringsMissed.has(type)) return onSilence()
        heard = false
        timer = setTimeout(check, answerWithinMs)
      }
    },
    settle(frame) {
      heard = true
      const waiting = frame.id === undefined ? undefined : pending.get(frame.id)
      if (frame.id === undefined || waiting === undefined) return false
      pending.delete(frame.id)
      const refused = refusalOf(frame)
      if (refused === undefined) waiting.resolve(frame.data)
      else waiting.reject(refused)
      return true
    },
    end(error) {
      over = error
      for (const request of pending.values()) request.reject(error)
      pending.clear()
    },
  }
}
