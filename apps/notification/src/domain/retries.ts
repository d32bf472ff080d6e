const minuteMs = 60_000
const maxWaitMs = 15 * minuteMs
/** A fault that passes soon delays nobody. */
const freeRetries = 10
const firstWaitMs = 5_000

/** How long a person's next message waits after so many in a row of which Telegram, or the way to it, took none. */
export const waitAfter = (retries: number): number =>
  retries <= freeRetries ? 0 : Math.min(maxWaitMs, firstWaitMs * 2 ** (retries - freeRetries))
