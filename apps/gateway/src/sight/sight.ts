import { createHash } from 'node:crypto'

import type { LostSight, WatchLostSightResponse } from '@kindred/contracts/discovery'
import type { Clock } from '@kindred/kernel'

/** Who may see whom no longer, as discovery tells it, and as this gateway saw it happen. */
export interface Sight {
  /** Resolves when discovery has told all of it once, or after `withinMs`; says which. */
  known(withinMs: number): Promise<boolean>
  /** Whether the viewer may not see the owner any more. */
  isLost(viewerId: string, ownerId: string): boolean
  /** The same in the viewer's list of blocked people, which shows whom the viewer blocked. */
  isLostInBlocks(viewerId: string, ownerId: string): boolean
  /** Takes a message of discovery's stream; `isFirst` of each time that it was opened. */
  take(message: WatchLostSightResponse, isFirst: boolean): void
  /** Keeps two people apart at once; resolves when everybody who asked to be told is done. */
  blocked(blockerId: string, otherId: string): Promise<void>
  /** Takes that back, unless discovery has told the same meanwhile. */
  unblocked(blockerId: string, otherId: string): void
  /** Has somebody told of two people whom this gateway keeps apart, before it says so. */
  onBlocked(listener: (one: string, other: string) => Promise<void>): void
}

/** Until discovery must have told what this gateway saw. */
const ownKnowledgeMs = 10_000

/** Beside everybody stands a hash; see LostSight of the contract. Kept of those who are asked for, as each frame of a socket asks. */
function createHashes(): (userId: string) => string {
  const known = new Map<string, string>()
  return (userId) => {
    const hash = known.get(userId) ?? createHash('sha256').update(userId).digest('hex')
    if (known.size > maxHashes) known.clear()
    known.set(userId, hash)
    return hash
  }
}

const maxHashes = 50_000

const nameOf = (viewerId: string, ownerId: string): string => `${viewerId} ${ownerId}`

/** Knows nothing yet. */
export function createSight(clock: Clock): Sight {
  let told = new Map<string, LostSight>()
  /** The list of a stream that has not told all of it; the one before holds meanwhile. */
  let coming: Map<string, LostSight> | undefined
  const hashOf = createHashes()
  const seen = new Map<string, { ownBlock: boolean; until: number }>()
  const listeners: ((one: string, other: string) => Promise<void>)[] = []
  let tellKnown = (): void => {}
  const whenKnown = new Promise<true>((resolve) => (tellKnown = () => resolve(true)))

  function find(viewerId: string, ownerId: string): { readonly ownBlock: boolean }[] {
    const own = seen.get(nameOf(viewerId, ownerId))
    const names = [nameOf(viewerId, ownerId), nameOf('', hashOf(ownerId)), nameOf(hashOf(viewerId), '')]
    const found = names.flatMap((name) => told.get(name) ?? [])
    return own !== undefined && own.until > clock.now().getTime() ? [...found, own] : found
  }

  function note(viewerId: string, ownerId: string, ownBlock: boolean): void {
    const now = clock.now().getTime()
    for (const [name, { until }] of seen) if (until <= now) seen.delete(name)
    seen.set(nameOf(viewerId, ownerId), { ownBlock, until: now + ownKnowledgeMs })
  }

  return {
    async known(withinMs) {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), withinMs)))
      return Promise.race([whenKnown, late]).finally(() => clearTimeout(timer))
    },
    isLost: (viewerId, ownerId) => find(viewerId, ownerId).length > 0,
    isLostInBlocks: (viewerId, ownerId) => find(viewerId, ownerId).some(({ ownBlock }) => !ownBlock),
    take({ lost, regained, complete }, isFirst) {
      if (isFirst) coming = new Map()
      const list = coming ?? told
      for (const one of lost) list.set(nameOf(one.viewerId, one.ownerId), one)
      for (const one of regained) list.delete(nameOf(one.viewerId, one.ownerId))
      if (!complete) return
      told = list
      coming = undefined
      tellKnown()
    },
    async blocked(blockerId, otherId) {
      note(blockerId, otherId, true)
      note(otherId, blockerId, false)
      await Promise.all(listeners.map((listener) => listener(blockerId, otherId)))
    },
    unblocked(blockerId, otherId) {
      seen.delete(nameOf(blockerId, otherId))
      seen.delete(nameOf(otherId, blockerId))
    },
    onBlocked: (listener) => void listeners.push(listener),
  }
}
