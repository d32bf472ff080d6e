import type { MiddlewareFn } from 'grammy'

/** The updates that are being worked on. */
export interface Workload {
  readonly middleware: MiddlewareFn
  count(): number
  /** Resolves when nothing is being worked on any more. */
  settled(): Promise<void>
}

/** Nothing to do yet. */
export function createWorkload(): Workload {
  const running = new Set<Promise<void>>()
  return {
    middleware(_ctx, next) {
      const work = next().finally(() => running.delete(work))
      running.add(work)
      return work
    },
    count: () => running.size,
    async settled() {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}
