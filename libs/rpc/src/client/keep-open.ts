import type { Log } from '@kindred/kernel'

/** A stream of another service that is never to end. */
export interface LastingStream<Message> {
  /** Opens it anew; the signal says that nobody wants it any more. */
  open(signal: AbortSignal): Promise<AsyncIterable<Message>>
  /** Takes a message; `isFirst` of each time that it was opened. */
  take(message: Message, isFirst: boolean): void
  readonly log: Log
  /** What is written down when it is lost. */
  readonly lost: string
  /** The longest pause before it is opened again, in milliseconds; 1 s by default. */
  readonly longestPauseMs?: number | undefined
}

const firstPauseMs = 50

/** Opens a stream again whenever it ends, until it is left. Answers how to leave. */
export function keepOpen<Message>(stream: LastingStream<Message>): () => void {
  const gone = new AbortController()
  void openForEver(stream, gone.signal)
  return () => gone.abort()
}

async function openForEver<Message>(stream: LastingStream<Message>, gone: AbortSignal): Promise<void> {
  const { log, lost, longestPauseMs = 1_000 } = stream
  let pause = firstPauseMs
  while (!gone.aborted) {
    try {
      let isFirst = true
      for await (const message of await stream.open(gone)) {
        pause = firstPauseMs
        if (!gone.aborted) stream.take(message, isFirst)
        isFirst = false
      }
    } catch (error) {
      if (!gone.aborted) log.warn({ err: error }, lost)
    }
    await wait(pause * (0.75 + Math.random() / 4), gone)
    pause = Math.min(pause * 2, longestPauseMs)
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
