import { backoff, type Log, pause } from '@kindred/kernel'

/** A stream of another service that is opened again whenever it ends. */
export interface LastingStream<Message> {
  /** The signal aborts once nobody wants the stream any more. */
  open(signal: AbortSignal): Promise<AsyncIterable<Message>>
  /** `isFirst` is true for the first message after each opening. */
  take(message: Message, isFirst: boolean): void
  readonly log: Log
  /** Logged when the stream breaks. */
  readonly lost: string
  /** The longest pause before it is opened again, in milliseconds; 1 s by default. */
  readonly maxPauseMs?: number | undefined
}

/** Keeps a stream open; returns a function that closes it for good. */
export function keepOpen<Message>(stream: LastingStream<Message>): () => void {
  const gone = new AbortController()
  void openForEver(stream, gone.signal)
  return () => gone.abort()
}

async function openForEver<Message>(stream: LastingStream<Message>, gone: AbortSignal): Promise<void> {
  const { log, lost, maxPauseMs = 1_000 } = stream
  let failures = 0
  do {
    try {
      let isFirst = true
      for await (const message of await stream.open(gone)) {
        failures = 0
        if (gone.aborted) break
        stream.take(message, isFirst)
        isFirst = false
      }
    } catch (error) {
      if (!gone.aborted) log.warn({ err: error }, lost)
    }
    failures += 1
  } while (await pause(backoff(failures, { firstMs: 50, maxMs: maxPauseMs }), gone))
}
