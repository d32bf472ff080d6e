import type { Transaction } from 'kysely'

import type { MessageType } from '../message-type.js'
import type { OpenTransaction } from '../schema.js'

/** Applies one type of event in one service. */
export interface Consumer<Context> {
  /** The event's full protobuf name. */
  readonly type: string
  /** Applied however late it comes, for an event that can bring nobody back. Others are refused when they are older than an event may become. */
  readonly anyAge?: boolean
  /** Decodes and applies in the transaction that holds the inbox row. */
  apply(trx: OpenTransaction, payload: Uint8Array, context: Context): Promise<void>
  /** Applies events that follow each other in one transaction; missing where each has its own. */
  readonly applyAll?: (
    trx: OpenTransaction,
    payloads: readonly Uint8Array[],
    context: Context,
  ) => Promise<void>
}

/** Makes a consumer of a handler. The handler's changes commit together with the record that the event was applied. */
export function consume<Context, M, Tables>(
  type: MessageType<M>,
  handler: (trx: Transaction<Tables>, event: M, context: Context) => Promise<void>,
  { anyAge = false }: Pick<Consumer<Context>, 'anyAge'> = {},
): Consumer<Context> {
  return {
    type: type.$type,
    anyAge,
    apply: (trx, payload, context) =>
      handler(trx as unknown as Transaction<Tables>, type.decode(payload), context),
  }
}

/** The same for a handler that takes all events of its type that come together, in their order: many cost little more than one. */
export function consumeTogether<Context, M, Tables>(
  type: MessageType<M>,
  handler: (trx: Transaction<Tables>, events: readonly M[], context: Context) => Promise<void>,
): Consumer<Context> {
  const applyAll = (trx: OpenTransaction, payloads: readonly Uint8Array[], context: Context): Promise<void> =>
    handler(
      trx as unknown as Transaction<Tables>,
      payloads.map((payload) => type.decode(payload)),
      context,
    )
  return { type: type.$type, apply: (trx, payload, context) => applyAll(trx, [payload], context), applyAll }
}
