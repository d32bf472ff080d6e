import { LRUCache } from 'lru-cache'

/**
 * An empty map for at most `max` entries; above that the entry that was not used for longest is dropped. Limited by size and not by
 * LRUCache's own `max`, which would reserve the memory for all entries at once.
 */
export const boundedMap = <Key extends NonNullable<unknown>, Value extends NonNullable<unknown>>(
  max: number,
): LRUCache<Key, Value> => new LRUCache({ maxSize: max, sizeCalculation: () => 1 })
