import { type Message } from '../gen/api.js'
import { KindredError } from '../problem.js'
import { type Connection } from './connection.js'

/** A message to send; the id makes a repetition harmless. */
export interface OutgoingMessage {
  readonly conversation_id: string
  readonly client_message_id: string
  readonly text: string
}

/** Messages that are not acknowledged yet, in the order of their writing. */
export interface Outbox {
  /** Resolves when the message is stored; rejects when it can never be. */
  send(message: OutgoingMessage): Promise<Message>
  /** Sends everything that waits over a fresh connection, and what comes later at once; undefined while offline. */
  use(connection: Connection | undefined): void
  /** Gives up on everything. */
  clear(error: KindredError): void
}

interface Waiting {
  readonly message: OutgoingMessage
  resolve(message: Message): void
  reject(error: unknown): void
}

const passing = new Set([0, 429, 503, 504])
const retryAfterMs = 1_000

/** Creates an outbox that sends one message at a time, so that they arrive in the order of their writing. */
export function createOutbox(): Outbox {
  const queue: Waiting[] = []
  let connection: Connection | undefined
  let busy = false

  const later = (error: KindredError): void => {
    setTimeout(() => void drain(), (error.retryAfter ?? retryAfterMs / 1000) * 1000)
  }
  const drain = async (): Promise<void> => {
    const [head] = queue
    const over = connection
    if (busy || head === undefined || over === undefined) return
    busy = true
    const failure = await deliver(over, head)
    busy = false
    if (failure === undefined) queue.splice(queue.indexOf(head), 1)
    if (failure === undefined || over !== connection) return drain()
    if (failure.status !== 0) later(failure)
  }
  return {
    send(message) {
      const stored = new Promise<Message>((resolve, reject) => queue.push({ message, resolve, reject }))
      void drain()
      return stored
    },
    use(next) {
      connection = next
      void drain()
    },
    clear(error) {
      for (const waiting of queue.splice(0)) waiting.reject(error)
    },
  }
}

/** Undefined when the message is settled for good, else the passing failure. */
async function deliver(connection: Connection, waiting: Waiting): Promise<KindredError | undefined> {
  try {
    const ack = (await connection.request('message.send', waiting.message)) as { message: Message }
    waiting.resolve(ack.message)
    return undefined
  } catch (error) {
    if (error instanceof KindredError && passing.has(error.status)) return error
    waiting.reject(error)
    return undefined
  }
}
