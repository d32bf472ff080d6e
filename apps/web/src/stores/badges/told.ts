/** How many unseen likes this person was told of on this device, so that an opening tells of new ones only. */
export interface Told {
  /** How many of these have not been told yet; from now on they have. */
  tell(unseen: number): number
}

/** Opens a person's memory of it; without a working storage everything is told at each opening. */
export function openTold(storage: Storage | undefined, person: string): Told {
  const key = `kindred.told.${person}`
  return {
    tell(unseen) {
      const told = Number(storage?.getItem(key) ?? 0) || 0
      try {
        storage?.setItem(key, String(unseen))
      } catch {
        return unseen
      }
      return Math.max(0, unseen - told)
    },
  }
}
