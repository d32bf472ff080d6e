/** What the two of a conversation want of their Telegram contacts, as one of them stands to it. */
export interface Offers {
  readonly mine: boolean
  readonly theirs: boolean
  /** The other offered while one of the two was hidden, and one of them still is. */
  readonly isTheirsWithheld: boolean
  /** What the other does is kept from the person. */
  readonly isOtherUnheard: boolean
  /** The person has the contact of the other. */
  readonly wasShared: boolean
}

/** What one of the two may know of it. */
export interface ContactState {
  readonly offered: boolean
  readonly participantOffers: boolean
  readonly shared: boolean
}

/**
 * Both have to want it. Nothing passes from a hidden person to the other, and no offer that the other makes meanwhile to the hidden one: the
 * other would expect to hear of its acceptance. An offer from before stands, as what a hidden person sees does not change, and gives the
 * hidden person, who accepts it, what the other had offered.
 */
export function contactState(offers: Offers): ContactState {
  const { mine, theirs, isTheirsWithheld, isOtherUnheard, wasShared } = offers
  const reached = theirs && !isTheirsWithheld && !isOtherUnheard
  const shared = wasShared || (mine && reached)
  return { offered: mine, participantOffers: shared || reached, shared }
}
