/** Tells the server how far this person has read: one call at a time, the newest mark last, again after an outage. */
interface ReadTeller {
  /** Sends the mark if it moved since the last time. */
  tell(): Promise<void>
  /** The server already knows this mark. */
  known(upTo: number): void
}

export function createReadTeller(mark: () => number, send: (upTo: number) => Promise<void>): ReadTeller {
  let told = 0
  let busy = false

  const tell = async (): Promise<void> => {
    const upTo = mark()
    if (busy || upTo <= told) return
    busy = true
    const passed = await send(upTo).then(
      () => true,
      () => false,
    )
    busy = false
    if (!passed) return
    told = Math.max(told, upTo)
    void tell()
  }
  return { tell, known: (upTo) => void (told = Math.max(told, upTo)) }
}
