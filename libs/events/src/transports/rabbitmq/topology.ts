import { createHash } from 'node:crypto'

import type { Channel } from 'rabbitmq-client'

import type { Event } from '@kindred/contracts/events'

import { ownerOf } from '../../message-type.js'

/** Another number of partitions would send an aggregate's next event to another queue: see docs/running.md before changing it. */
export const partitions = 8

/** The topic exchange that all events pass. */
export const exchange = 'kindred.events'

/** The version of what messages and queues look like, in their headers and arguments. */
export const version = 1

/** The queue of a subscriber's partition. */
export const queueOf = (subscriber: string, partition: number): string => `kindred.${subscriber}.${partition}`

/** Where messages go that prove no sender, or tell of what is not the sender's; operators look into it. */
export const refusedQueueOf = (subscriber: string): string => `kindred.${subscriber}.refused`

/** Events of an aggregate share a queue, which keeps their order. */
export const partitionOf = (aggregateId: string): number =>
  createHash('sha256').update(aggregateId).digest().readUInt32BE(0) % partitions

/** `chat.profile.ProfileChanged.5`: an outbox sends each subscriber what that one has not got, so the subscriber comes first. */
export function routingKeyOf(subscriber: string, { type, aggregateId }: Event): string {
  return `${subscriber}.${ownerOf(type)}.${type.split('.').at(-1)!}.${partitionOf(aggregateId)}`
}

/** RabbitMQ 4 drops after 20 deliveries unless told otherwise, and a connection that is cut counts as one. */
const deliveryLimit = 1_000_000

/** Whoever sent them, they may tell of people: 30 days. */
const refusedKeptMs = 30 * 24 * 3_600_000

/** Declares the exchange and the queues of a subscriber, who may not have been there yet; of one partition if it is named. */
export async function declareQueues(channel: Channel, subscriber: string, only?: number): Promise<void> {
  await channel.exchangeDeclare({ exchange, type: 'topic', durable: true })
  const refused = refusedQueueOf(subscriber)
  const forgets = { ...quorum, 'x-message-ttl': refusedKeptMs }
  await channel.queueDeclare({ queue: refused, durable: true, arguments: forgets })
  for (const partition of only === undefined ? Array(partitions).keys() : [only]) {
    const queue = queueOf(subscriber, partition)
    await channel.queueDeclare({ queue, durable: true, arguments: queueArguments(refused) })
    await channel.queueBind({ queue, exchange, routingKey: `${subscriber}.*.*.${partition}` })
  }
}

/** Replicated where the broker is a cluster, and on disk before a message is confirmed. */
const quorum = { 'x-queue-type': 'quorum' } as const

const queueArguments = (refused: string) => ({
  ...quorum,
  'x-single-active-consumer': true,
  'x-delivery-limit': deliveryLimit,
  'x-dead-letter-exchange': '',
  'x-dead-letter-routing-key': refused,
  'x-kindred-version': version,
  'x-kindred-partitions': partitions,
})
