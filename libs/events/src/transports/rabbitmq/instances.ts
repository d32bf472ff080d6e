import type { Channel } from 'rabbitmq-client'

import { newId, pause } from '@kindred/kernel'

import type { Line } from './line.js'

/** Which partitions each instance of a service should read, so that all of them have work. */
export interface Instances {
  /** Whether another instance that is there should read a partition, which this one has read for `heldMs`; not before two beats. */
  isAnothers(partition: number, heldMs: number): boolean
}

interface InstancesOptions {
  readonly line: Line
  /** This service. */
  readonly subscriber: string
  readonly signal: AbortSignal
  /** How often an instance tells the others that it is there; 3 s by default. Whoever misses three times is gone. */
  readonly beatMs: number | undefined
}

/** Joins the instances of a service until `signal` aborts: by an exchange that carries the name of each to all of them. */
export function joinInstances({ line, subscriber, signal, beatMs = 3_000 }: InstancesOptions): Instances {
  const own = newId()
  const seen = new Map<string, number>()
  let channel: Channel | undefined

  async function open(): Promise<Channel> {
    const opened = await line.open()
    const exchange = exchangeOf(subscriber)
    const queue = `kindred.${subscriber}.instance.${own}`
    await opened.exchangeDeclare({ exchange, type: 'fanout' })
    await opened.queueDeclare({ queue, exclusive: true, autoDelete: true })
    await opened.queueBind({ queue, exchange })
    await opened.basicConsume({ queue, noAck: true }, ({ body }) => seen.set(String(body), performance.now()))
    return opened
  }

  async function run(): Promise<void> {
    do {
      try {
        if (channel?.active !== true) channel = await open()
        await channel.basicPublish({ exchange: exchangeOf(subscriber) }, Buffer.from(own))
      } catch {
        // While the broker is away nobody reads, and who is there is asked again afterwards.
        channel = undefined
      }
    } while (await pause(beatMs, signal))
  }

  function present(): string[] {
    const since = performance.now() - 3 * beatMs
    for (const [id, at] of seen) if (at < since) seen.delete(id)
    return [...new Set([own, ...seen.keys()])].sort()
  }

  void run()
  return {
    isAnothers(partition, heldMs) {
      const ids = present()
      return heldMs > 2 * beatMs && ids[partition % ids.length] !== own
    },
  }
}

const exchangeOf = (subscriber: string): string => `kindred.${subscriber}.instances`
