import { setImmediate } from 'node:timers/promises'

/** Gives others their turn. */
export async function pause(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  await setImmediate()
  signal.throwIfAborted()
}
