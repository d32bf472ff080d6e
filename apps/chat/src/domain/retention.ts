const day = 24 * 60 * 60 * 1000

/** How long a person can resume from: events are kept for a week, and no more than a thousand of them. */
export const eventRetention = { ageMs: 7 * day, count: 1_000 } as const

/** Longer than a late event about somebody who left, or about a match that ended, can take. */
export const departureRetentionMs = 30 * day

/** How long the messages of a conversation are kept, unseen, after its end: a report may need them. */
export const sealedDays = 30
