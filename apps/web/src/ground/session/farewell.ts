/** What a person is told of their deletion when it has begun. */
export interface Goodbye {
  /** When everything goes for good, RFC 3339. */
  readonly eraseAt: string
  /** Names the receipt. */
  readonly receiptId: string
}

/** Remembers that a person deleted their account, so that this device does not call them signed out. */
interface Farewell {
  say(goodbye: Goodbye): void
  /** What was said, if anything. */
  said(): Goodbye | undefined
  forget(): void
}

/** Opens a person's farewell; without a working storage it lives with the page. */
export function openFarewell(storage: Storage | undefined, person: string): Farewell {
  const key = `kindred.left.${person}`
  let said: Goodbye | undefined
  return {
    say(goodbye) {
      said = goodbye
      try {
        storage?.setItem(key, JSON.stringify(goodbye))
      } catch {
        return
      }
    },
    said: () => said ?? read(storage?.getItem(key)),
    forget() {
      said = undefined
      storage?.removeItem(key)
    },
  }
}

function read(kept: string | null | undefined): Goodbye | undefined {
  if (kept === null || kept === undefined) return undefined
  try {
    const found = JSON.parse(kept) as Partial<Goodbye>
    return { eraseAt: found.eraseAt ?? '', receiptId: found.receiptId ?? '' }
  } catch {
    // What an earlier version of the app kept.
    return { eraseAt: '', receiptId: '' }
  }
}
