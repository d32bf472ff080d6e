import type { Log } from '@kindred/kernel'

import type { EventTransport } from '../../transport.js'
import { type Asker, createAsker } from './asker.js'
import { joinInstances } from './instances.js'
import { type Line, openLine, type RabbitClient } from './line.js'
import { consumePartition } from './partition.js'
import { createPublisher } from './publisher.js'
import { createSeal } from './seal.js'
import { partitions } from './topology.js'

/** A broker's transport knows when what it carried has been taken. */
export type BrokerTransport = EventTransport & Asker

/** Where the broker is and who speaks. */
export interface RabbitEventTransportOptions {
  readonly client: RabbitClient
  /** `amqp://` or `amqps://`. */
  readonly url: string
  /** This service. */
  readonly service: string
  /** Known to all services: by it they prove to each other who they are. */
  readonly serviceSecret: string
  readonly log: Log
  /** For one batch, 5 s by default. */
  readonly deadlineMs?: number
  /** How often instances of a service tell each other that they are there, 3 s by default. */
  readonly beatMs?: number
}

/**
 * Delivery by RabbitMQ. Connects at once and whenever the connection is lost; never fails because the broker is away. It publishes and
 * receives over a connection each, since a broker that is short of memory stops the one that publishes.
 */
export function rabbitEventTransport(options: RabbitEventTransportOptions): BrokerTransport {
  const { client, url, service, log } = options
  const seal = createSeal(options.serviceSecret)
  const open = (what: string): Line => openLine({ client, url, name: `kindred ${service} ${what}`, log })
  const out = open('publishes')
  let into: Line | undefined
  const closing = new AbortController()
  let receiving: Promise<void>[] = []
  const writer = { sender: service, seal }
  const publisher = createPublisher({ line: out, writer, withinMs: options.deadlineMs ?? 5_000 })
  return {
    publish: publisher.publish,
    ...createAsker(out, writer),
    async receive(receiver) {
      const line = (into ??= open('receives'))
      const { signal } = closing
      const instances = joinInstances({ line, subscriber: service, signal, beatMs: options.beatMs })
      const shared = { line, subscriber: service, seal, receiver, log, instances, signal }
      receiving = [...Array(partitions).keys()].map((partition) => consumePartition({ ...shared, partition }))
    },
    isConnected: () => out.isUp() && into?.isUp() !== false,
    async close() {
      closing.abort()
      await Promise.all(receiving)
      await publisher.close()
      await Promise.all([out.close(), into?.close()])
    },
  }
}
