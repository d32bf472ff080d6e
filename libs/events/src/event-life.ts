const day = 24 * 60 * 60_000

/** How old an event may become before it is applied. An older one is refused; a subscriber that was away so long asks for a replay. */
export const eventLifeMs = 180 * day

/**
 * How long it is remembered that somebody left: twice the life of an event. A publisher may hear of it one life late and name the person until then,
 * and that event may itself arrive one life later.
 */
export const departureKeptMs = 2 * eventLifeMs
