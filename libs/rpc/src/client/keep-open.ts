import { backoff, type Log, pause } from '@kindred/kernel'

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
  readonly maxPauseMs?: number | undefined
}

/** Opens a stream again whenever it ends, until it is left. Answers how to leave. */
export function keepOpen<Message>(stream: LastingStream<Message>): () => void {
  const gone = new AbortController()
  void openForEver(stream, gone.signal)
  return () => gone.abort()
}

async function openForEver<Message>(stream: LastingStream<Message>, gone: AbortSignal): Promise<void> {
  const { log, lost, maxPauseMs: maxMs = 1_000 } = stream
  let endings = 0
  while (!gone.aborted) {
    try {
      let isFirst = true
      for await (const message of await stream.open(gone)) {
        endings = 0
        if (!gone.aborted) stream.take(message, isFirst)
        isFirst = false
      }
    } catch (error) {
      if (!gone.aborted) log.warn({ err: error }, lost)
    }
    endings += 1
    await pause(backoff(endings, { firstMs: 50, maxMs }), gone)
  }
}
