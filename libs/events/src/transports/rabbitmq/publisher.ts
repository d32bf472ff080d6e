import type { Channel } from 'rabbitmq-client'

import type { Event } from '@kindred/contracts/events'
import { timeLimit } from '@kindred/kernel'

import type { EventPublisher } from '../../transport.js'
import { writeEvent, type Writer } from './letter.js'
import type { Line } from './line.js'
import { declareQueues } from './topology.js'
import { soon, within } from './within.js'

interface PublisherOptions {
  readonly line: Line
  readonly writer: Writer
  /** For one batch, the wait for the broker's confirmation included. */
  readonly withinMs: number
}

/** A channel and the subscribers whose queues are known to be there. */
interface Open {
  readonly channel: Channel
  readonly declared: Map<string, Promise<void>>
}

/** A publisher whose channel can be closed. */
interface Publisher extends EventPublisher {
  close(): Promise<void>
}

/**
 * Publishes each batch in order over one channel and resolves when the broker has confirmed all of it. When the confirmation of any is
 * missing, the whole batch is published again: what is repeated comes behind its first copy, which the inbox of the subscriber knows.
 */
export function createPublisher({ line, writer, withinMs }: PublisherOptions): Publisher {
  let opening: Promise<Open> | undefined

  async function open(): Promise<Open> {
    try {
      const channel = await line.open()
      const opened = { channel, declared: new Map<string, Promise<void>>() }
      channel.once('close', () => (opening = undefined))
      // Somebody removed a queue: the next batch declares it again.
      channel.on('basic.return', () => opened.declared.clear())
      await channel.confirmSelect()
      return opened
    } catch (error) {
      opening = undefined
      throw error
    }
  }

  async function send(subscriber: string, events: readonly Event[]): Promise<void> {
    const { channel, declared } = await (opening ??= open())
    const declaring = declared.get(subscriber) ?? declareQueues(channel, subscriber)
    declared.set(subscriber, declaring)
    await declaring
    const messages = events.map((event) => writeEvent(writer, subscriber, event))
    await Promise.all(messages.map(({ envelope, body }) => channel.basicPublish(envelope, body)))
    await returnsSeen()
    if (declared.get(subscriber) !== declaring) throw new Error(`The broker had no queue for ${subscriber}.`)
  }

  return {
    async publish(subscriber, events, signal) {
      if (!line.isUp()) throw new Error('The message broker is away or accepts no messages.')
      const limit = timeLimit(withinMs, signal)
      try {
        await within(send(subscriber, events), limit.signal)
        return []
      } catch (error) {
        if (limit.isOver()) {
          opening = undefined
          if (line.isUp()) line.renew()
        }
        throw error
      } finally {
        limit.done()
      }
    },
    async close() {
      const opened = await soon(opening)
      await soon(opened?.channel.close())
    },
  }
}

/** The broker confirms also what it returns. The client tells of the return first, but by way of setImmediate. */
const returnsSeen = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
