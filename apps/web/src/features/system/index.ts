/** Fetches the page that follows a sign-out, which may have no network any more; in vain without one. */
export const fetchWayBack = (): void => void import('./way-back-state.js').catch(() => undefined)
