/** Works as long as there is something left, unless the service stops. */
export async function repeat(signal: AbortSignal, work: () => Promise<boolean>): Promise<void> {
  while (!signal.aborted && (await work())) {
    // Until nothing is left.
  }
}
