import { pause } from '@kindred/kernel'

/** Where an app says that it lives. */
export interface Life {
  readonly url: string
  /** For how long it may say nothing. */
  readonly withinMs: number
}

/** Where the app lives whose ops server is at `host:port`; undefined for `withinMs` 0, which means that nobody looks. */
export const lifeAt = (ops: string, withinMs: number): Life | undefined =>
  withinMs > 0 ? { url: `http://${ops}/livez`, withinMs } : undefined

const asks = 5

/**
 * Asks again and again whether an app lives, and calls `onHang` once it has said nothing for too long after it had said so before. A
 * pause of this process passes for one answer that is missing, whatever it takes. Answers how to stop.
 */
export function noticeHang({ url, withinMs }: Life, onHang: () => void): () => void {
  const over = new AbortController()
  const isOver = (): boolean => over.signal.aborted
  void watch()
  return () => over.abort()

  async function watch(): Promise<void> {
    const everyMs = withinMs / asks
    let hasLived = false
    let misses = 0
    while (!isOver()) {
      const [lives] = await Promise.all([says(url, everyMs), pause(everyMs, over.signal)])
      hasLived ||= lives
      misses = lives || !hasLived ? 0 : misses + 1
      if (misses < asks || isOver()) continue
      return onHang()
    }
  }
}

async function says(url: string, withinMs: number): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(withinMs) })
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}
