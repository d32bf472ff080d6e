/** What one message of a carrier holds at most: answers wait for each other no longer than that takes. */
export const maxItems = 256
export const maxBytes = 256 * 1024

/** A larger request goes by a stream of its own; a larger answer comes in parts of this size. */
export const maxPart = 64 * 1024

/** Calls that one stream carries at once. */
export const maxInFlight = 1_000

/** Tokens that one stream knows by number. */
export const maxTokens = 4_096
