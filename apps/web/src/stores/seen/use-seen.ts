import { useEffect, useState, useSyncExternalStore } from 'react'

import { openStorage } from '@kindred/miniapp/browser/storage'

import { person, useClient } from '../../ground/session/session.js'
import { perOwner } from '../../ground/state/store.js'
import { type Marks, newestOf, openSeen, type Seen, type SeenKind } from './seen.js'

const seenOf = perOwner((_: object) => openSeen(openStorage('localStorage'), person))

export function useSeen(): { readonly seen: Seen; readonly marks: Marks } {
  const seen = seenOf(useClient())
  return { seen, marks: useSyncExternalStore(seen.subscribe, seen.snapshot) }
}

/** Marks everything of a screen as seen while it is shown; answers up to when it was seen before. */
export function useSeeing(kind: SeenKind, all: readonly { readonly created_at: string }[]): number {
  const { seen } = useSeen()
  const [before] = useState(() => seen.snapshot()[kind] ?? 0)
  const newest = newestOf(all)
  useEffect(() => {
    if (newest > 0) seen.note(kind, newest)
  }, [seen, kind, newest])
  return before
}
