import pg from 'pg'

import type { Log } from '@kindred/kernel'

import { SessionClient } from './client.js'
import { connectionConfig, type ConnectionOptions } from './connection.js'
import { toDatabaseError } from './errors.js'
import { firstOf } from './first-of.js'
import type { LineWatch } from './line-watch.js'
import { destroy } from './lines.js'
import { createProof, type Proof } from './proof.js'
import { createTalk, type Talk } from './talk.js'

/** One connection for all LISTEN channels of a database. It proves that it is alive, and reconnects by itself. */
export interface Listener {
  listen(
    channel: string,
    onNotify: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>>
  close(): Promise<void>
}

interface Subscription {
  readonly channel: string
  readonly onNotify: (payload: string) => void
  readonly onReconnect: (() => void) | undefined
}

const beatMs = 500
/** Beats between two proofs while nothing waits for the database: hints that are lost meanwhile everybody finds by looking. */
const provesEvery = 4
const answerWithinMs = 5_000
const closeWithinMs = 1_000

type ListenerOptions = ConnectionOptions & {
  readonly log: Log
  /** Looks after the connections of the pool, over the one that listens. */
  readonly watch: LineWatch
}

/** Creates a listener, which connects at the first `listen`. */
export function createListener(options: ListenerOptions): Listener {
  const { log, watch } = options
  const subscriptions = new Set<Subscription>()
  const closing = new AbortController()
  let connection: Promise<Opened> | undefined

  const open = (): Promise<Opened> => openClient(options, channelsOf(subscriptions))

  function adopt(opened: Opened): Opened {
    const { client } = opened
    const stop = keepProving(opened, watch, log)
    client.on('notification', (notification) => hear(subscriptions, notification, log))
    client.once('end', () => {
      stop()
      if (!closing.signal.aborted) connection = reconnect()
    })
    return opened
  }

  async function reconnect(): Promise<Opened> {
    const waiting = setInterval(watch.giveUp, beatMs)
    const opened = await firstOf({ open, discard: closeLate, signal: closing.signal })
      .then(adopt)
      .finally(() => clearInterval(waiting))
    for (const one of subscriptions) guard(log, () => one.onReconnect?.())
    return opened
  }

  async function forget(subscription: Subscription): Promise<void> {
    subscriptions.delete(subscription)
    if (channelsOf(subscriptions).has(subscription.channel)) return
    const opened = await connection
    await opened?.talk.query(`unlisten ${pg.escapeIdentifier(subscription.channel)}`).catch(() => undefined)
  }

  return {
    async listen(channel, onNotify, onReconnect) {
      const subscription = { channel, onNotify, onReconnect }
      subscriptions.add(subscription)
      try {
        connection ??= open().then(adopt)
        const { talk } = await connection
        await talk.query(`listen ${pg.escapeIdentifier(channel)}`)
      } catch (error) {
        subscriptions.delete(subscription)
        if (subscriptions.size === 0) connection = undefined
        throw toDatabaseError(error)
      }
      return () => forget(subscription)
    },
    async close() {
      closing.abort(new Error('The database is closed.'))
      const opened = await connection?.catch(() => undefined)
      if (opened !== undefined) await endSoon(opened.client)
    },
  }
}

const closeLate = ({ client }: Opened): void => void client.end()

interface Opened {
  readonly client: pg.Client
  readonly talk: Talk
  readonly proof: Proof
}

/** Makes the connection prove itself regularly, and checks those of the pool over it, until the returned function is called. */
export function keepProving({ client, talk, proof }: Opened, watch: LineWatch, log: Log): () => void {
  const openedAt = performance.now()
  let beats = 0
  const beating = setInterval(
    () =>
      void beat().catch((error: unknown) =>
        log.debug({ err: error }, 'the listening connection could not be checked'),
      ),
    beatMs,
  )

  async function beat(): Promise<void> {
    beats += 1
    if (beats % provesEvery !== 0 && !watch.isWaiting(beatMs)) return
    if (await proof.prove(() => watch.look(talk))) return
    log.warn({}, 'the listening connection no longer answers and is replaced')
    watch.lost(client, openedAt)
  }

  return () => {
    clearInterval(beating)
    proof.end()
  }
}

async function openClient(
  { url, name, log }: ConnectionOptions & { log: Log },
  channels: Set<string>,
): Promise<Opened> {
  const config = connectionConfig({ url, name: `${name} listen` })
  const client = new SessionClient({ ...config, query_timeout: answerWithinMs })
  client.on('error', (error) => log.warn({ err: error }, 'listening connection lost'))
  try {
    await client.connect()
    const talk = createTalk(client)
    for (const channel of channels) await talk.query(`listen ${pg.escapeIdentifier(channel)}`)
    return { client, talk, proof: await createProof(client, talk) }
  } catch (error) {
    destroy(client)
    throw toDatabaseError(error)
  }
}

/** A dead connection does not confirm its end, so its end is not awaited for long. */
async function endSoon(client: pg.Client): Promise<void> {
  const timer = setTimeout(() => destroy(client), closeWithinMs)
  await client.end()
  clearTimeout(timer)
}

function hear(subscriptions: Iterable<Subscription>, { channel, payload }: pg.Notification, log: Log): void {
  for (const one of subscriptions) if (one.channel === channel) guard(log, () => one.onNotify(payload ?? ''))
}

/** What hears a hint must not end the process. */
export function guard(log: Log, work: () => void): void {
  try {
    work()
  } catch (error) {
    log.error({ err: error }, 'a notification could not be handled')
  }
}

const channelsOf = (subscriptions: Set<Subscription>): Set<string> =>
  new Set([...subscriptions].map((one) => one.channel))
