import type pg from 'pg'

import { SessionClient } from './client.js'
import { connectionConfig, type ConnectionOptions } from './connection.js'
import { toDatabaseError } from './errors.js'
import type { Log } from './log.js'

/** One connection that carries all LISTEN channels of a database and comes back by itself. */
export interface Listener {
  listen(channel: string, onNotify: (payload: string) => void, onReconnect?: () => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

interface Subscription {
  readonly channel: string
  readonly onNotify: (payload: string) => void
  readonly onReconnect: (() => void) | undefined
}

const firstDelayMs = 50
const longestDelayMs = 1_000

/** A Listener; it connects with the first `listen`. */
export function createListener(options: ConnectionOptions & { log: Log }): Listener {
  const { log } = options
  const subscriptions = new Set<Subscription>()
  const closing = new AbortController()
  let connection: Promise<pg.Client> | undefined

  async function connect(): Promise<pg.Client> {
    const client = await openClient(options, channelsOf(subscriptions))
    client.on('notification', ({ channel, payload }) => {
      for (const one of subscriptions) if (one.channel === channel) guard(log, () => one.onNotify(payload ?? ''))
    })
    client.once('end', () => {
      if (!closing.signal.aborted) connection = reconnect()
    })
    return client
  }

  async function reconnect(): Promise<pg.Client> {
    for (let delay = firstDelayMs; ; delay = Math.min(delay * 2, longestDelayMs)) {
      await pause(delay, closing.signal)
      closing.signal.throwIfAborted()
      try {
        const client = await connect()
        for (const one of subscriptions) guard(log, () => one.onReconnect?.())
        return client
      } catch (error) {
        log.debug({ err: error }, 'listening connection still away')
      }
    }
  }

  async function forget(subscription: Subscription): Promise<void> {
    subscriptions.delete(subscription)
    if (channelsOf(subscriptions).has(subscription.channel)) return
    const client = await connection
    await client?.query(`unlisten ${client.escapeIdentifier(subscription.channel)}`).catch(() => undefined)
  }

  return {
    async listen(channel, onNotify, onReconnect) {
      const subscription = { channel, onNotify, onReconnect }
      subscriptions.add(subscription)
      try {
        connection ??= connect()
        const client = await connection
        await client.query(`listen ${client.escapeIdentifier(channel)}`)
      } catch (error) {
        subscriptions.delete(subscription)
        if (subscriptions.size === 0) connection = undefined
        throw toDatabaseError(error)
      }
      return () => forget(subscription)
    },
    async close() {
      closing.abort(new Error('The database is closed.'))
      const client = await connection?.catch(() => undefined)
      await client?.end()
    },
  }
}

async function openClient(
  { url, name, log }: ConnectionOptions & { log: Log },
  channels: Set<string>,
): Promise<pg.Client> {
  const client = new SessionClient(connectionConfig({ url, name: `${name} listen` }))
  client.on('error', (error) => log.warn({ err: error }, 'listening connection lost'))
  try {
    await client.connect()
    for (const channel of channels) await client.query(`listen ${client.escapeIdentifier(channel)}`)
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw toDatabaseError(error)
  }
}

function guard(log: Log, work: () => void): void {
  try {
    work()
  } catch (error) {
    log.error({ err: error }, 'a notification could not be handled')
  }
}

const channelsOf = (subscriptions: Set<Subscription>): Set<string> =>
  new Set([...subscriptions].map((one) => one.channel))

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
