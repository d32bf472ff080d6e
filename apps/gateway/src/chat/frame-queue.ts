/** Handles the frames of one socket in their order, one at a time. */
export interface FrameQueue<Frame> {
  /** False when too many are waiting already. */
  push(frame: Frame): boolean
  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void>
}

const mostWaiting = 100

/** A queue over a handler that never rejects. */
export function createFrameQueue<Frame>(handle: (frame: Frame) => Promise<void>): FrameQueue<Frame> {
  const waiting: Frame[] = []
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    for (let frame = waiting.shift(); frame !== undefined; frame = waiting.shift()) await handle(frame)
    running = undefined
  }

  return {
    push(frame) {
      if (waiting.length >= mostWaiting) return false
      waiting.push(frame)
      running ??= run()
      return true
    },
    idle: () => running ?? Promise.resolve(),
  }
}
