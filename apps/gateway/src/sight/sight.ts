import { createHash } from 'node:crypto'

import { LRUCache } from 'lru-cache'

import type { LostSight, WatchLostSightResponse } from '@kindred/contracts/discovery'
import type { Clock } from '@kindred/kernel'

/** Tells whether one person may no longer see another: by discovery's list, and by the blocks that this gateway passed on itself. */
export interface Sight {
  /** True once discovery has sent the whole list; false when it has not within `withinMs`. */
  known(withinMs: number): Promise<boolean>
  /** Whether the viewer may no longer see the owner. */
  isLost(viewerId: string, ownerId: string): boolean
  /** The same in the viewer's list of blocked people, which shows those whom only the viewer blocked. */
  isLostInBlocks(viewerId: string, ownerId: string): boolean
  /** Applies a message of discovery's stream; `isFirst` is true for the first one after each opening. */
  take(message: WatchLostSightResponse, isFirst: boolean): void
  /** Hides two people from each other at once; resolves when all listeners are done. */
  blocked(blockerId: string, otherId: string): Promise<void>
  /** Undoes `blocked`; what discovery has sent meanwhile stays. */
  unblocked(blockerId: string, otherId: string): void
  /** The listener runs before a block is answered. */
  onBlocked(listener: (one: string, other: string) => Promise<void>): void
  /** The listener runs whenever somebody may see somebody again. */
  onRegained(listener: () => void): void
}

/** How long a block that this gateway passed on counts without discovery's list, which has it well before. */
const ownBlockMs = 10_000

/** The hash that stands for everybody, see LostSight of the contract; cached, because each frame of a socket needs it. */
function createHashes(): (userId: string) => string {
  const known = new LRUCache<string, string>({ max: maxHashes })
  return (userId) => {
    const hash = known.get(userId) ?? createHash('sha256').update(userId).digest('hex')
    known.set(userId, hash)
    return hash
  }
}

const maxHashes = 50_000

const nameOf = (viewerId: string, ownerId: string): string => `${viewerId} ${ownerId}`

export function createSight(clock: Clock): Sight {
  let list = new Map<string, LostSight>()
  /** The list that a newly opened stream is sending; `list` counts until it is complete. */
  let coming: Map<string, LostSight> | undefined
  const hashOf = createHashes()
  /** Blocks that this gateway passed on, by viewer and owner. */
  const passedOn = new Map<string, { ownBlock: boolean; until: number }>()
  const listeners: ((one: string, other: string) => Promise<void>)[] = []
  const regainedListeners: (() => void)[] = []
  const tellRegained = (): void => regainedListeners.forEach((listener) => listener())
  let tellKnown = (): void => {}
  const whenKnown = new Promise<true>((resolve) => (tellKnown = () => resolve(true)))

  function find(viewerId: string, ownerId: string): { readonly ownBlock: boolean }[] {
    const own = passedOn.get(nameOf(viewerId, ownerId))
    const names = [nameOf(viewerId, ownerId), nameOf('', hashOf(ownerId)), nameOf(hashOf(viewerId), '')]
    const found = names.flatMap((name) => list.get(name) ?? [])
    return own !== undefined && own.until > clock.now().getTime() ? [...found, own] : found
  }

  function note(viewerId: string, ownerId: string, ownBlock: boolean): void {
    const now = clock.now().getTime()
    for (const [name, { until }] of passedOn) if (until <= now) passedOn.delete(name)
    passedOn.set(nameOf(viewerId, ownerId), { ownBlock, until: now + ownBlockMs })
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
      const target = coming ?? list
      for (const one of lost) target.set(nameOf(one.viewerId, one.ownerId), one)
      for (const one of regained) target.delete(nameOf(one.viewerId, one.ownerId))
      if (!complete) return
      const isRegained = coming !== undefined || regained.length > 0
      list = target
      coming = undefined
      tellKnown()
      if (isRegained) tellRegained()
    },
    async blocked(blockerId, otherId) {
      note(blockerId, otherId, true)
      note(otherId, blockerId, false)
      await Promise.all(listeners.map((listener) => listener(blockerId, otherId)))
    },
    unblocked(blockerId, otherId) {
      passedOn.delete(nameOf(blockerId, otherId))
      passedOn.delete(nameOf(otherId, blockerId))
      tellRegained()
    },
    onBlocked: (listener) => void listeners.push(listener),
    onRegained: (listener) => void regainedListeners.push(listener),
  }
}
