import type { Ending } from './ending.js'

/** Who waits for a signal, behind its one listener. */
interface Crowd {
  readonly listeners: Set<() => void>
  leave(): void
}

const crowds = new WeakMap<AbortSignal, Crowd>()

/**
 * Calls `listener` when the signal aborts, at once when it has; answers how to stop listening. However many wait, the signal has one
 * listener, because Node takes more than ten for a leak, and none once nobody waits, because a listener keeps a combined signal alive.
 */
export function onAbort(signal: AbortSignal | Ending | undefined, listener: () => void): () => void {
  if (signal === undefined) return () => undefined
  if (signal.aborted) {
    listener()
    return () => undefined
  }
  if ('listen' in signal) return signal.listen(listener)
  const crowd = crowds.get(signal) ?? gather(signal)
  // Each time a function of its own, so that a listener may wait twice.
  const call = (): void => listener()
  crowd.listeners.add(call)
  return () => {
    crowd.listeners.delete(call)
    if (crowd.listeners.size === 0) crowd.leave()
  }
}

function gather(signal: AbortSignal): Crowd {
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  const crowd: Crowd = {
    listeners,
    leave() {
      signal.removeEventListener('abort', tell)
      if (crowds.get(signal) === crowd) crowds.delete(signal)
    },
  }
  signal.addEventListener('abort', tell)
  crowds.set(signal, crowd)
  return crowd
}
