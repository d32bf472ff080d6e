import { boundedMap } from './bounded-map.js'

const maxUpdates = 10_000

/** Tells updates that came already: Telegram delivers at least once. */
export function createSeenUpdates(): (updateId: number) => boolean {
  const seen = boundedMap<number, true>(maxUpdates)
  return (updateId) => {
    const isRepeated = seen.has(updateId)
    seen.set(updateId, true)
    return isRepeated
  }
}
