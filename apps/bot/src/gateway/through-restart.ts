import { KindredError } from '@kindred/client'
import { backoff, pause } from '@kindred/kernel'

/** A restart of a service is over by then; meanwhile Telegram holds the next message of this person back, so that the order stays. */
const patienceMs = 20_000
const pauses = { firstMs: 200, maxMs: 2_000 }
const passing = new Set([0, 502, 503, 504])

/** Whether an error says that Kindred, or a part of it, is away for a while. */
export const isPassing = (error: unknown): boolean =>
  error instanceof KindredError && passing.has(error.status)

/** Does the work again, which may be done twice, until the restart is over that keeps it from being done. */
export async function throughRestart<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const until = Date.now() + patienceMs
  for (let failures = 1; ; failures++) {
    try {
      return await work()
    } catch (error) {
      if (!isPassing(error) || Date.now() > until) throw error
      await pause(backoff(failures, pauses))
    }
  }
}
