import type * as Client from 'rabbitmq-client'

import { filesOfUrl } from '@kindred/certificates'
import type { Log } from '@kindred/kernel'

import { soon } from './within.js'

/** The client library, loaded. */
export type RabbitClient = Pick<typeof Client, 'AMQPChannelError' | 'AMQPConnectionError' | 'Connection'>

/** A connection to the broker, which is made again whenever it is lost. */
export interface Line {
  /** A channel of its own; rejects while the broker is away. */
  open(): Promise<Client.Channel>
  /** Sends a question and resolves with its answer; rejects when there is none within 5 s. */
  ask(envelope: Client.Envelope, body: Buffer): Promise<Client.AsyncMessage>
  /** Gives up the connection for a new one, when the broker has left something unanswered for too long. */
  renew(): void
  /** False while the broker is away, and while it accepts no messages. */
  isUp(): boolean
  close(): Promise<void>
}

interface LineOptions {
  readonly client: RabbitClient
  readonly url: string
  /** Shown by the broker's tools. */
  readonly name: string
  readonly log: Log
}

/** Opens a line; tells the log once when the broker is gone, and once when it is back. */
export function openLine({ client, url, name, log }: LineOptions): Line {
  const options = { ...optionsOf(url), connectionName: name }
  let state: 'up' | 'blocked' | 'away' = 'away'
  let isTold = false
  let questions: Client.RPCClient | undefined
  let connection = connect()

  function connect(): Client.Connection {
    const opened = new client.Connection(options)
    opened.on('connection', () => {
      state = 'up'
      if (isTold) log.info({ line: name }, 'the message broker is back')
      isTold = false
    })
    opened.on('connection.unblocked', () => {
      state = 'up'
      log.info({ line: name }, 'the message broker accepts messages again')
    })
    opened.on('connection.blocked', (reason: string) => {
      state = 'blocked'
      log.warn({ line: name, reason }, 'the message broker accepts no messages for now')
    })
    opened.on('error', (error: unknown) => {
      // A channel's error leaves the connection as it is, and one that was given up counts for nothing.
      if (opened !== connection || isOfChannel(client, error)) return
      state = 'away'
      if (!isTold) log.warn({ err: error, line: name }, 'the message broker is away')
      isTold = true
    })
    return opened
  }

  return {
    open: () => connection.acquire(),
    ask: (envelope, body) =>
      (questions ??= connection.createRPCClient({ timeout: answerWithinMs })).send(envelope, body),
    isUp: () => state === 'up',
    renew() {
      log.warn({ line: name }, 'the message broker does not answer; connecting again')
      const hung = connection
      state = 'away'
      questions = undefined
      connection = connect()
      hung.unsafeDestroy()
    },
    async close() {
      await soon(questions?.close())
      await soon(connection.close())
      connection.unsafeDestroy()
    },
  }
}

/** The client derives the errors of a connection from those of a channel. */
const isOfChannel = (client: RabbitClient, error: unknown): boolean =>
  error instanceof client.AMQPChannelError && !(error instanceof client.AMQPConnectionError)

const answerWithinMs = 5_000

const timing = {
  acquireTimeout: 4_000,
  connectionTimeout: 4_000,
  /** Seconds: a broker that hangs is left after four silent halves of it. */
  heartbeat: 10,
  retryLow: 100,
  retryHigh: 2_000,
  noDelay: true,
}

/** What RabbitMQ's URIs may say of certificates (`?cacertfile=…`) is read from those files: https://www.rabbitmq.com/docs/uri-query-parameters */
function optionsOf(url: string): Client.ConnectionOptions {
  if (new URL(url).protocol !== 'amqps:') return { ...timing, url }
  return { ...timing, url, tls: filesOfUrl(url) }
}
