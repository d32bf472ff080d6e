import { createStore, type Store } from '../../ground/state/store.js'

/** Matches celebrated and likes announced at opening, and matches and likes looked at on their screens. */
export type SeenKind = 'celebrated' | 'told' | 'matches' | 'likes'

/** Up to when each was seen, milliseconds since 1970; absent on a device where it never was. */
export type Marks = Partial<Readonly<Record<SeenKind, number>>>

/** Remembers what this person has seen on this device, so that what came since can be announced. */
export interface Seen extends Pick<Store<Marks, never>, 'snapshot' | 'subscribe'> {
  /** Everything up to a moment was seen; a mark never goes back. */
  note(kind: SeenKind, at: number): void
}

/** Opens a person's marks; without a working storage they live with the page. */
export function openSeen(storage: Storage | undefined, person: string): Seen {
  const key = `kindred.seen.${person}`
  const store = createStore(
    (marks: Marks, { kind, at }: { kind: SeenKind; at: number }) => {
      const known = marks[kind]
      return known !== undefined && known >= at ? marks : { ...marks, [kind]: at }
    },
    read(storage, key),
  )
  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    note(kind, at) {
      store.dispatch({ kind, at })
      try {
        storage?.setItem(key, JSON.stringify(store.snapshot()))
      } catch {
        return
      }
    },
  }
}

function read(storage: Storage | undefined, key: string): Marks {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(key) ?? '{}')
    const marks = Object.entries(kept ?? {}).filter(([, at]) => typeof at === 'number')
    return Object.fromEntries(marks)
  } catch {
    return {}
  }
}

interface Dated {
  readonly created_at: string
}

/** When the newest of them was made; 0 of none. */
export const newestOf = (all: readonly Dated[]): number =>
  all.reduce((newest, { created_at: at }) => Math.max(newest, Date.parse(at)), 0)

export const since = <Item extends Dated>(all: readonly Item[], mark: number): Item[] =>
  all.filter(({ created_at: at }) => Date.parse(at) > mark)
