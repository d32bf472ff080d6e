import type { Kysely } from 'kysely'

import type { MessageType } from '../message-type.js'

/** The present state of one aggregate as an event. */
export interface SnapshotItem<M> {
  readonly aggregateId: string
  readonly payload: M
}

/** The present state of a service as events, for a subscriber that is new or has lost its copy. */
export interface Snapshot {
  /** The event's full protobuf name. */
  readonly type: string
  /** At most `limit` aggregates whose id is greater than `after`, ordered by id, encoded. */
  page(db: unknown, after: string | undefined, limit: number): Promise<SnapshotItem<Uint8Array>[]>
}

/** Makes a Snapshot: `page` reads at most `limit` aggregates with an id greater than `after`, ordered by id, all items of each. */
export function snapshot<M, Tables>(
  type: MessageType<M>,
  page: (db: Kysely<Tables>, after: string | undefined, limit: number) => Promise<SnapshotItem<NoInfer<M>>[]>,
): Snapshot {
  return {
    type: type.$type,
    async page(db, after, limit) {
      const items = await page(db as Kysely<Tables>, after, limit)
      return items.map(({ aggregateId, payload }) => ({
        aggregateId,
        payload: type.encode(payload).finish(),
      }))
    },
  }
}
