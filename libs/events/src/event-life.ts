const day = 24 * 60 * 60_000

/** How old an event may become before it is applied. An older one is refused; a subscriber that was away so long asks for a replay. */
export const eventLifeMs = 180 * day

/** How long a departure is kept: an event that names somebody who left may be that old, and its publisher may have learnt of it as late. */
export const departureKeptMs = 2 * eventLifeMs
