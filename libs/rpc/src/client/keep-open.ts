import { backoff, type Log, onAbort, pause } from '@kindred/kernel'

import { watchSilence } from './silence.js'

/** A stream of another service that is opened again whenever it ends, and elsewhere when it gives no sign of life for two seconds. */
export interface LastingStream<Message> {
  /** The signal aborts once nobody wants the stream any more, and when it hangs. The service says something every `beatMs`. */
  open(signal: AbortSignal): Promise<AsyncIterable<Message>>
  /** `isFirst` is true for the first message after each opening. */
  take(message: Message, isFirst: boolean): void
  readonly log: Log
  /** Logged when the stream breaks. */
  readonly lost: string
  /** The longest pause before it is opened again, in milliseconds; 1 s by default. */
  readonly maxPauseMs?: number | undefined
}

const hangs = new Error('it said nothing for two seconds')

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
    const over = new AbortController()
    const forget = onAbort(gone, () => over.abort())
    // The call after one that hangs goes to another instance.
    const silence = watchSilence(() => over.abort(hangs))
    try {
      let isFirst = true
      for await (const message of await stream.open(over.signal)) {
        failures = 0
        silence.break()
        if (gone.aborted) break
        stream.take(message, isFirst)
        isFirst = false
      }
    } catch (error) {
      if (!gone.aborted) log.warn({ err: over.signal.reason === hangs ? hangs : error }, lost)
    }
    silence.stop()
    forget()
    over.abort()
    failures += 1
  } while (await pause(backoff(failures, { firstMs: 50, maxMs: maxPauseMs }), gone))
}
