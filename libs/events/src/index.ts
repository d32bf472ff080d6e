export { type Consumer, consume } from './inbox/consumer.js'
export { type EventFailure } from './event-failure.js'
export { createReceiver, type EventReceiver, type ReceiverOptions } from './inbox/receiver.js'
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
export type { OutboxContext } from './rpc/context.js'
export { implementInbox, implementOutbox } from './rpc/index.js'
export type { EventTables, Handle, OpenTransaction } from './schema.js'
export { type EventPublisher, type EventTransport } from './transport.js'
export { grpcEventTransport, type GrpcEventTransportOptions } from './transports/grpc.js'
