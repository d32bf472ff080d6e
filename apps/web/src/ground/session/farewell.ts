/** Remembers that a person deleted their account, so that this device does not call them signed out. */
interface Farewell {
  say(): void
  wasSaid(): boolean
  forget(): void
}

/** Opens a person's farewell; without a working storage it lives with the page. */
export function openFarewell(storage: Storage | undefined, person: string): Farewell {
  const key = `kindred.left.${person}`
  let said = false
  return {
    say() {
      said = true
      try {
        storage?.setItem(key, 'yes')
      } catch {
        return
      }
    },
    wasSaid: () => said || storage?.getItem(key) === 'yes',
    forget() {
      said = false
      storage?.removeItem(key)
    },
  }
}
