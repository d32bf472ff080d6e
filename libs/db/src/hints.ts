import { PostgresAdapter } from 'kysely'

import type { Log } from '@kindred/kernel'

/** A word to the instances of a service that something is worth a look; it may get lost. */
export interface Hint {
  readonly channel: string
  readonly payload: string
}

/** What brings hints from one instance to the others instead of NOTIFY, which takes a lock of the whole server at each commit. */
export interface HintTransport {
  /** True while hints have to go by NOTIFY. */
  isAway(): boolean
  /** Resolves with whether it took them all; never rejects. */
  send(hints: readonly Hint[]): Promise<boolean>
  /** Takes the payloads of a channel; `onHearing` is called whenever hearing begins, at first and again. Returns how to stop. */
  listen(channel: string, take: (payload: string) => void, onHearing: () => void): () => void
}

/** How the hints of a database leave. */
export interface Hints {
  /** Whether they leave by NOTIFY, with the transaction. */
  byNotify(): boolean
  /** Sends hints of what is committed, each once in a turn of the event loop. */
  send(hints: readonly Hint[]): void
  /** Resolves when what was to be sent has been. */
  settled(): Promise<unknown>
}

/** The way of hints without a transport. */
export const notifications: Hints = {
  byNotify: () => true,
  send: () => undefined,
  settled: async () => undefined,
}

/** Sends by a transport, and by `notify` what it does not take. */
export function hintsOver(
  transport: HintTransport,
  notify: (hints: readonly Hint[]) => Promise<unknown>,
  log: Log,
): Hints {
  const waiting = new Map<string, Hint>()
  const sending = new Set<Promise<void>>()

  async function sendWaiting(): Promise<void> {
    await new Promise(setImmediate)
    const hints = [...waiting.values()]
    waiting.clear()
    if (await transport.send(hints)) return
    await notify(hints).catch((error: unknown) => log.debug({ err: error }, 'hints were not sent'))
  }

  return {
    byNotify: transport.isAway,
    send(hints) {
      const isFirst = waiting.size === 0
      for (const hint of hints) waiting.set(`${hint.channel} ${hint.payload}`, hint)
      if (!isFirst || hints.length === 0) return
      const sent = sendWaiting().finally(() => sending.delete(sent))
      sending.add(sent)
    },
    settled: () => Promise.all(sending),
  }
}

/** Kysely's adapter, by which every handle of a database leads to its hints. */
export class HintingAdapter extends PostgresAdapter {
  constructor(readonly hints: Hints) {
    super()
  }
}
