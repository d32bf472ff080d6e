const day = 24 * 60 * 60 * 1000

/** A client can resume within a week and a thousand events; after that it gets a resync. */
export const eventRetention = { ageMs: 7 * day, count: 1_000 } as const

/** After a conversation ends, its messages are kept, unread, for a report that may need them. */
export const sealedDays = 30
