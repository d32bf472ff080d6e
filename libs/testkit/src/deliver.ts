import { type DeliverFailure, InboxServiceService } from '@kindred/contracts/events'
import { newId } from '@kindred/kernel'
import { createClient, createGrpcTransport } from '@kindred/rpc'

import type { TestAuthority } from './test-authority.js'

/** An event as its producer would send it. */
export interface TestEvent<M = unknown> {
  readonly type: { readonly $type: string; encode(message: M): { finish(): Uint8Array } }
  readonly aggregateId: string
  readonly payload: M
  /** A fresh one unless told; the same id twice is the same event. */
  readonly id?: string
  /** Now, by the clock of the authority, unless told. */
  readonly occurredAt?: Date
}

/** A TestEvent whose payload is checked against its type. */
export const testEvent = <M>(
  type: TestEvent<M>['type'],
  aggregateId: string,
  payload: M,
  id: string = newId(),
): TestEvent => ({ type, aggregateId, payload, id })

/** Hands one service's events to a service under test as that service's relay would; returns those it could not apply. */
export async function deliver(
  address: string,
  authority: Pick<TestAuthority, 'serviceToken' | 'clock'>,
  service: string,
  events: readonly TestEvent[],
): Promise<DeliverFailure[]> {
  const transport = createGrpcTransport({ address })
  try {
    const token = await authority.serviceToken(ownerOf(events), service)
    const { failures } = await createClient(InboxServiceService, transport).deliver(
      { events: events.map((event) => encode(event, authority.clock.now())) },
      { token, deadlineMs: 60_000 },
    )
    return failures
  } finally {
    transport.close()
  }
}

/** `media` for `kindred.media.v1.PhotoRemoved`: only the owner of a type may deliver it. */
const ownerOf = (events: readonly TestEvent[]): string => events[0]?.type.$type.split('.')[1] ?? 'testkit'

const encode = ({ type, aggregateId, payload, id = newId(), occurredAt }: TestEvent, now: Date) => ({
  id,
  type: type.$type,
  aggregateId,
  occurredAt: occurredAt ?? now,
  payload: Buffer.from(type.encode(payload).finish()),
  traceparent: '',
})
