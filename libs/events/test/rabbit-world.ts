import * as client from 'rabbitmq-client'

import { testLog } from '@kindred/testkit'

import {
  declareQueues,
  exchange,
  partitions,
  queueOf,
  refusedQueueOf,
} from '../src/transports/rabbitmq/topology.js'
import { type BrokerTransport, rabbitEventTransport } from '../src/transports/rabbitmq/transport.js'
import { openListener, openOwner, type World } from './world.js'

/** Asks the broker beside the transports. */
export interface BrokerView {
  /** Messages that wait for the subscriber and are in nobody's hands. */
  waiting(subscriber: string): Promise<number>
  refused(subscriber: string): Promise<number>
  /** Publishes past every transport. */
  plant(routingKey: string, headers: Record<string, unknown>, body: Buffer): Promise<void>
  /** Queues are not removed between tests: one that is made right before the broker is killed does not always survive that. */
  emptyQueues(subscriber: string): Promise<void>
}

export const transportOf = (world: World, url: string, service: string): BrokerTransport => {
  const { serviceSecret } = world.authority
  return rabbitEventTransport({ client, url, service, serviceSecret, log: testLog, beatMs: 100 })
}

/** Opens a view of a broker, whose every call takes a connection of its own: the broker may have been restarted. */
export function viewBroker(url: string): BrokerView {
  async function ask<T>(question: (connection: client.Connection) => Promise<T>): Promise<T> {
    const connection = new client.Connection({ url, retryLow: 50 })
    connection.on('error', () => undefined)
    try {
      return await question(connection)
    } finally {
      await connection.close()
    }
  }
  const count = (connection: client.Connection, queue: string): Promise<number> =>
    connection.queueDeclare({ queue, passive: true }).then(({ messageCount }) => messageCount)
  return {
    waiting: (subscriber) =>
      ask(async (connection) => {
        let sum = 0
        for (let one = 0; one < partitions; one += 1) sum += await count(connection, queueOf(subscriber, one))
        return sum
      }),
    refused: (subscriber) => ask((connection) => count(connection, refusedQueueOf(subscriber))),
    plant: (routingKey, headers, body) =>
      ask(async (connection) => {
        const publisher = connection.createPublisher({ confirm: true })
        await publisher.send({ exchange, routingKey, headers, durable: true }, body)
        await publisher.close()
      }),
    emptyQueues: (subscriber) =>
      ask(async (connection) => {
        const channel = await connection.acquire()
        await declareQueues(channel, subscriber)
        const queues = Array.from({ length: partitions }, (_, partition) => queueOf(subscriber, partition))
        for (const queue of [...queues, refusedQueueOf(subscriber)]) await channel.queuePurge(queue)
        await channel.close()
      }),
  }
}

/** An owner and its subscriber, which notes what it applies. */
export async function openPair(world: World) {
  const listener = await openListener(world, 'chat')
  const owner = await openOwner(world)
  await owner.subscribe('chat')
  return { owner, listener }
}

/** The versions that were applied of each person, in their order. */
export function versionsOf(applied: readonly string[]): Map<string, number[]> {
  const versions = new Map<string, number[]>()
  for (const one of applied) {
    const [userId, version] = one.split(':') as [string, string]
    versions.set(userId, [...(versions.get(userId) ?? []), Number(version)])
  }
  return versions
}
