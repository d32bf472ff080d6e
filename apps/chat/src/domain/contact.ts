/** What the two of a conversation want of their Telegram contacts, as one of them stands to it. */
export interface Offers {
  readonly mine: boolean
  readonly theirs: boolean
  /** Both gave each other their contacts before. */
  readonly wasShared: boolean
  /** What one of the two does is kept from the other. */
  readonly isOneUnheard: boolean
}

/** What one of the two may know of it. */
export interface ContactState {
  readonly offered: boolean
  readonly participantOffers: boolean
  readonly shared: boolean
}

/**
 * Both have to want it. Nothing passes between a hidden person and the other, in either direction: whoever saw an offer and accepted it
 * would expect a link, and notice.
 */
export function contactState({ mine, theirs, wasShared, isOneUnheard }: Offers): ContactState {
  const shared = wasShared || (mine && theirs && !isOneUnheard)
  return { offered: mine, participantOffers: shared || (theirs && !isOneUnheard), shared }
}
