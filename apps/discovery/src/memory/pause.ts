import { setImmediate } from 'node:timers/promises'

/** Lets other work run. */
export async function pause(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  await setImmediate()
  signal.throwIfAborted()
}
