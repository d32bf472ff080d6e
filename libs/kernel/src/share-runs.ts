/**
 * Makes calls share runs of `work`, of which one goes on at a time. Who calls during a run gets the run after it, together with all who call
 * meanwhile: the run that goes on may have missed what they ask for.
 */
export function shareRuns(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  function begin(): Promise<void> {
    next = undefined
    running = work().finally(() => (running = undefined))
    return running
  }

  return () => {
    if (next !== undefined) return next
    if (running === undefined) return begin()
    next = running.catch(() => undefined).then(begin)
    return next
  }
}
