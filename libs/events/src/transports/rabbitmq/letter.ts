import type { AsyncMessage, Envelope } from 'rabbitmq-client'

import { Event } from '@kindred/contracts/events'
import { isId } from '@kindred/kernel'

import type { Seal, Sealed } from './seal.js'
import { exchange, queueOf, routingKeyOf, version } from './topology.js'

/** What a message turns out to be. A question is whether everything of an aggregate that came before it has been applied. */
export type Mail =
  | { readonly kind: 'event'; readonly sender: string; readonly event: Event }
  | { readonly kind: 'question'; readonly aggregateId: string }
  | { readonly kind: 'refused' }

/** Who writes, and how it is proved. */
export interface Writer {
  readonly sender: string
  readonly seal: Seal
}

/** An event as a message to a subscriber. */
export function writeEvent(writer: Writer, subscriber: string, event: Event): Message {
  const body = Buffer.from(Event.encode(event).finish())
  const headers = headersOf(writer, { kind: 'event', subscriber, body })
  const routingKey = routingKeyOf(subscriber, event)
  return {
    envelope: { exchange, routingKey, durable: true, mandatory: true, messageId: event.id, headers },
    body,
  }
}

/** A question about an aggregate, straight into the queue of a partition. */
export function writeQuestion(
  writer: Writer,
  { subscriber, partition, aggregateId }: { subscriber: string; partition: number; aggregateId: string },
): Message {
  const body = Buffer.from(aggregateId)
  const headers = headersOf(writer, { kind: 'question', subscriber, body })
  return { envelope: { routingKey: queueOf(subscriber, partition), headers }, body }
}

interface Message {
  readonly envelope: Envelope
  readonly body: Buffer
}

const headersOf = ({ sender, seal }: Writer, sealed: Omit<Sealed, 'sender'>) => ({
  'kindred-version': version,
  'kindred-kind': sealed.kind,
  'kindred-sender': sender,
  'kindred-seal': seal.of({ ...sealed, sender }),
})

/** Reads a message to this subscriber; refused when its sender is not proved, or it is of another version. */
export function readMail(
  { subscriber, seal }: { readonly subscriber: string; readonly seal: Seal },
  { body, headers = {} }: AsyncMessage,
): Mail {
  const [kind, sender, proof] = ['kind', 'sender', 'seal'].map((name): unknown => headers[`kindred-${name}`])
  const isWhole = [kind, sender, proof].every((header) => typeof header === 'string') && Buffer.isBuffer(body)
  if (!isWhole || headers['kindred-version'] !== version) return { kind: 'refused' }
  const sealed = { kind, sender, subscriber, body } as Sealed
  if (!seal.fits(sealed, proof as string)) return { kind: 'refused' }
  if (kind === 'question') return { kind, aggregateId: sealed.body.toString() }
  const event = decode(sealed.body)
  return event === undefined ? { kind: 'refused' } : { kind: 'event', sender: sealed.sender, event }
}

function decode(body: Buffer): Event | undefined {
  try {
    const event = Event.decode(body)
    return isId(event.id) ? event : undefined
  } catch {
    return undefined
  }
}
