/**
 * How long a test waits for a condition before it fails, in ms, unless it says otherwise: long enough for a machine that is busy.
 * A test says less only where the limit itself is what it is about.
 */
export const patienceMs = 60_000
