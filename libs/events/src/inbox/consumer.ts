import type { Transaction } from 'kysely'

import type { MessageType } from '../message-type.js'
import type { OpenTransaction } from '../schema.js'

/** What a service does with one type of event. */
export interface Consumer<Context> {
  /** The event's full protobuf name. */
  readonly type: string
  /** Decodes and applies in the transaction that holds the inbox row. */
  apply(trx: OpenTransaction, payload: Uint8Array, context: Context): Promise<void>
}

/** Ties a handler to an event type. The handler's changes and the note that the event was applied commit together. */
export function consume<Context, M, Tables>(
  type: MessageType<M>,
  handler: (trx: Transaction<Tables>, event: M, context: Context) => Promise<void>,
): Consumer<Context> {
  return {
    type: type.$type,
    apply: (trx, payload, context) =>
      handler(trx as unknown as Transaction<Tables>, type.decode(payload), context),
  }
}
