import type { Part } from '../domain/notice.js'
import { countResults } from '../store/broadcasts.js'
import type { Trx } from '../store/schema.js'

/** What became of a delivery. */
interface Ended {
  readonly parts: readonly Part[]
  readonly isSent: boolean
}

const beginning = 'news '

/** Counts who has news of the operator, and who could not be told them. */
export async function countNews(trx: Trx, ended: readonly Ended[]): Promise<void> {
  const counts = new Map<string, { id: string; sent: number; failed: number }>()
  for (const { parts, isSent } of ended)
    for (const { topic } of parts) {
      if (!topic.startsWith(beginning)) continue
      const id = topic.slice(beginning.length)
      const count = counts.get(id) ?? { id, sent: 0, failed: 0 }
      counts.set(id, count)
      if (isSent) count.sent += 1
      else count.failed += 1
    }
  // In one order, so that two who count at once do not wait for each other.
  await countResults(
    trx,
    [...counts.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
  )
}
