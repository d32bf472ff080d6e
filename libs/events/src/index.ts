export { type Consumer, consume } from './inbox/consumer.js'
export { pruneInbox } from './inbox/inbox-events.js'
export {
  createSubscriber,
  type SubscribeClient,
  type Subscriber,
  type SubscriberOptions,
} from './inbox/subscriber.js'
export { type MessageType, ownerOf } from './message-type.js'
export { eventMigrations } from './migrations/index.js'
export { countDeliveries } from './outbox/deliveries.js'
export { dropPending, publish } from './outbox/publish.js'
export { createRelay, type Relay, type RelayOptions } from './outbox/relay.js'
export { type Snapshot, snapshot, type SnapshotItem } from './outbox/snapshot.js'
export { whenDelivered } from './outbox/when-delivered.js'
export type { InboxContext, OutboxContext } from './rpc/context.js'
export { implementInbox, implementOutbox } from './rpc/index.js'
export type { EventTables, Handle, OpenTransaction } from './schema.js'
export { type EventTransport, grpcEventTransport, type GrpcEventTransportOptions } from './transport.js'
