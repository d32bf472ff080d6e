/** Whoever closed the app, or was not heard of, may be back within so long. */
export const graceMs = 15_000

/** Where a person is, as far as the gateways say. */
export type Presence =
  /** A socket is open. */
  | { readonly is: 'open' }
  /** The last one closed lately. */
  | { readonly is: 'leaving'; readonly until: Date }
  | { readonly is: 'away' }

export const away: Presence = { is: 'away' }
