import { pause } from '@kindred/kernel'

import { writeQuestion, type Writer } from './letter.js'
import type { Line } from './line.js'
import { partitionOf, partitions } from './topology.js'

/** Asks subscribers what has become of the events that were published before. */
export interface Asker {
  /** See EventTransport. */
  whenApplied(subscriber: string, aggregateId: string, withinMs: number): Promise<boolean>
  /** Whether a subscriber has taken everything out of its queues that this service gave to the broker. */
  isDrained(subscriber: string, withinMs: number): Promise<boolean>
}

/** Each question goes through the queue that it is about, and so comes behind the events. */
export function createAsker(line: Line, writer: Writer): Asker {
  async function ask(question: Parameters<typeof writeQuestion>[1], withinMs: number): Promise<boolean> {
    if (!line.isUp()) return false
    const { envelope, body } = writeQuestion(writer, question)
    const answered = new AbortController()
    const answer = line.ask(envelope, body).then(
      (reply) => String(reply.body) === 'true',
      () => false,
    )
    const late = pause(withinMs, answered.signal).then(() => false)
    const isTrue = await Promise.race([answer, late])
    answered.abort()
    return isTrue
  }

  return {
    whenApplied: (subscriber, aggregateId, withinMs) =>
      ask({ subscriber, partition: partitionOf(aggregateId), aggregateId }, withinMs),
    async isDrained(subscriber, withinMs) {
      const asked = [...Array(partitions).keys()].map((partition) =>
        ask({ subscriber, partition, aggregateId: '' }, withinMs),
      )
      return (await Promise.all(asked)).every(Boolean)
    },
  }
}
