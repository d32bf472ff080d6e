import type { Message, SendMessageRequest } from '../gen/api.js'
import { KindredError } from '../problem.js'
import type { Connection } from './connection.js'

/** A message to send; the client_message_id makes a repetition harmless. */
export type OutgoingMessage = Readonly<SendMessageRequest>

/** The content of a message; a new kind of message is one more field of it. */
export type MessageContent = Omit<OutgoingMessage, 'conversation_id' | 'client_message_id'>

/** Messages that are not acknowledged yet, in the order in which they were written. */
export interface Outbox {
  /** Resolves when the message is stored; rejects when it never will be. */
  send(message: OutgoingMessage): Promise<Message>
  /** The connection to send over; undefined while offline. */
  use(connection: Pick<Connection, 'request'> | undefined): void
  /** Rejects all messages. */
  clear(error: KindredError): void
}

interface Waiting {
  readonly message: OutgoingMessage
  resolve(message: Message): void
  reject(error: unknown): void
}

/** No answer, a token that is being renewed, an outage: the same message may succeed later. */
const passing = new Set([0, 401, 503, 504])
/** So may one that came too fast; what is used up for hours is not waited for, since it would hold all other messages up. */
const isPassing = ({ status, code }: KindredError): boolean => passing.has(status) || code === 'RATE_LIMITED'
const retryAfterMs = 1_000

/** Sends one message at a time, so that they arrive in the order in which they were written. */
export function createOutbox(): Outbox {
  const queue: Waiting[] = []
  let connection: Pick<Connection, 'request'> | undefined
  let busy = false
  let pause: ReturnType<typeof setTimeout> | undefined

  const resume = (): void => {
    clearTimeout(pause)
    pause = undefined
    void drain()
  }
  const drain = async (): Promise<void> => {
    const [head] = queue
    const over = connection
    if (busy || pause !== undefined || head === undefined || over === undefined) return
    busy = true
    const failure = await deliver(over, head)
    busy = false
    if (failure === undefined && queue[0] === head) queue.shift()
    if (failure === undefined || over !== connection) return drain()
    pause = setTimeout(resume, failure.retryAfter === undefined ? retryAfterMs : failure.retryAfter * 1000)
  }
  return {
    send(message) {
      const stored = new Promise<Message>((resolve, reject) => queue.push({ message, resolve, reject }))
      void drain()
      return stored
    },
    use(next) {
      connection = next
      resume()
    },
    clear(error) {
      clearTimeout(pause)
      for (const waiting of queue.splice(0)) waiting.reject(error)
    },
  }
}

/** Undefined when the message was stored or rejected, else the error after which to try again. */
async function deliver(
  over: Pick<Connection, 'request'>,
  waiting: Waiting,
): Promise<KindredError | undefined> {
  try {
    const ack = (await over.request('message.send', waiting.message)) as { message: Message }
    waiting.resolve(ack.message)
    return undefined
  } catch (error) {
    if (error instanceof KindredError && isPassing(error)) return error
    waiting.reject(error)
    return undefined
  }
}
