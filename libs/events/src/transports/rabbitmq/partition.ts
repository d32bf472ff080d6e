import type { AsyncMessage, Channel } from 'rabbitmq-client'

import { backoff, pause, timeLimit } from '@kindred/kernel'

import { createBell } from '../../bell.js'
import type { Instances } from './instances.js'
import type { Line } from './line.js'
import { takeMail, type TakeMailOptions } from './take-mail.js'
import { declareQueues, queueOf } from './topology.js'
import { soon, within } from './within.js'

interface PartitionOptions extends TakeMailOptions {
  readonly line: Line
  readonly partition: number
  readonly instances: Instances
  /** Ends the consumption. */
  readonly signal: AbortSignal
}

const prefetch = 100
const pauses = { firstMs: 100, maxMs: 2_000 }
const minute = 60_000
const beginWithinMs = 10_000

/**
 * Applies what comes for a partition, batch by batch in order, until `signal` aborts. The broker gives a partition to one instance at a
 * time. A message is acknowledged once its event is applied or held; whoever takes the partition over gets the others again, in order.
 */
export async function consumePartition(options: PartitionOptions): Promise<void> {
  const { log, partition, signal } = options
  for (let faults = 0; !signal.aborted;) {
    try {
      await consumeOnce(options, () => (faults = 0))
    } catch (error) {
      faults += 1
      log.debug({ err: error, partition, faults }, 'cannot take events from the broker for now')
      await pause(backoff(faults, pauses), signal)
    }
  }
}

/**
 * Consumes over one channel; rejects when that is lost, and resolves when another instance should have the partition: the next in the
 * line at the broker gets it then. The channel is closed and no consumer cancelled: only so the broker gives what is not acknowledged to
 * the next before anything else.
 */
async function consumeOnce(options: PartitionOptions, onBatch: () => void): Promise<void> {
  const { line, signal, partition, instances } = options
  const openedAt = performance.now()
  const channel = await line.open()
  const lost = new AbortController()
  channel.once('close', () => lost.abort())
  channel.once('basic.cancel', () => lost.abort())
  const ends = AbortSignal.any([signal, lost.signal])
  try {
    const waiting: AsyncMessage[] = []
    const bell = createBell()
    const begun = begin(channel, options, (message) => {
      waiting.push(message)
      bell.ring()
    })
    const limit = timeLimit(beginWithinMs, ends)
    await within(begun, limit.signal).finally(() => {
      limit.done()
      if (limit.isOver() && channel.active) line.renew()
    })
    while (!ends.aborted) {
      if (waiting.length === 0) await bell.wait(minute, ends)
      const batch = waiting.splice(0)
      if (batch.length > 0) await applyBatch(options, channel, batch, ends)
      onBatch()
      if (batch.length > 0 && instances.isAnothers(partition, performance.now() - openedAt)) return
    }
    if (!signal.aborted) throw new Error('The channel to the broker was lost.')
  } finally {
    await soon(channel.close())
  }
}

async function begin(
  channel: Channel,
  { subscriber, partition }: PartitionOptions,
  onMessage: (message: AsyncMessage) => void,
): Promise<void> {
  await declareQueues(channel, subscriber, partition)
  await channel.basicQos({ prefetchCount: prefetch })
  await channel.basicConsume({ queue: queueOf(subscriber, partition) }, onMessage)
}

/** Applies the messages of a batch and acknowledges them; tries again while this service cannot apply anything. */
async function applyBatch(
  options: PartitionOptions,
  channel: Channel,
  batch: readonly AsyncMessage[],
  ends: AbortSignal,
): Promise<void> {
  const isEnding = (): boolean => ends.aborted
  for (let faults = 0; !isEnding();) {
    try {
      const refused = await takeMail(options, channel, batch, ends)
      return settle(channel, batch, refused)
    } catch (error) {
      if (isEnding()) return
      faults += 1
      if (faults === 1) options.log.warn({ err: error }, 'cannot apply events for now')
      await pause(backoff(faults, pauses), ends)
    }
  }
}

/** What is refused goes to the queue of refused messages. */
function settle(channel: Channel, batch: readonly AsyncMessage[], refused: ReadonlySet<AsyncMessage>): void {
  if (refused.size === 0) channel.basicAck({ deliveryTag: batch.at(-1)!.deliveryTag, multiple: true })
  else
    for (const message of batch)
      if (refused.has(message)) channel.basicNack({ deliveryTag: message.deliveryTag, requeue: false })
      else channel.basicAck({ deliveryTag: message.deliveryTag })
}
