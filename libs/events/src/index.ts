export { type Consumer, consume, consumeTogether } from './inbox/consumer.js'

export { createReceiver, type EventReceiver } from './inbox/receiver.js'
export { pruneInbox } from './inbox/inbox-events.js'
export { createSubscriber } from './inbox/subscriber.js'
export { type MessageType, ownerOf } from './message-type.js'
export { eventMigrations } from './migrations/index.js'
export { pruneDeadLetters } from './outbox/dead-letters.js'
export { countDeliveries } from './outbox/deliveries.js'
export {
  dropPending,
  publish,
  publishing,
  ringFor,
  publishUnordered,
  type StoredEvent,
  unorderedEvent,
} from './outbox/publish.js'
export { createRelay, type Relay } from './outbox/relay.js'
export { type Snapshot, snapshot } from './outbox/snapshot.js'
export { whenDelivered } from './outbox/when-delivered.js'

export { implementInbox, implementOutbox } from './rpc/index.js'
export type { EventTables, Handle } from './schema.js'
export { type EventPublisher, type EventTransport } from './transport.js'
export { drainingTransport } from './transports/draining.js'
export { grpcEventTransport } from './transports/grpc.js'
