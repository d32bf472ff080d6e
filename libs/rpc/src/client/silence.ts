/** Says when nothing was heard for a while from a stream that gives signs of life (`beatMs`). */
export interface Silence {
  /** Something was heard. */
  break(): void
  stop(): void
}

/** Looks so often, and says so after so many looks in a row that heard nothing: a process that stood still itself has looked once, and not for as long as it stood. */
const [lookMs, maxLooks] = [500, 4]

/** Calls `tell` after two seconds in which nothing was heard. */
export function watchSilence(tell: () => void): Silence {
  let looks = 0
  const timer = setInterval(() => {
    looks += 1
    if (looks > maxLooks) tell()
  }, lookMs)
  return { break: () => void (looks = 0), stop: () => clearInterval(timer) }
}
