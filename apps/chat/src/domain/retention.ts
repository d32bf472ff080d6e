const day = 24 * 60 * 60 * 1000

/** How long a person can resume from: events are kept for a week, and no more than a thousand of them. */
export const eventRetention = { ageMs: 7 * day, count: 1_000 } as const

/** How long a late event of somebody who left is recognised. */
export const tombstoneRetentionMs = 30 * day

/** How long what was written in a conversation is kept, unseen, after its end: a report may need it. */
export const sealedDays = 30
