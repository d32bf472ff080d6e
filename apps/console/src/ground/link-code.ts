/** The code of a one-time link. */
interface LinkCode {
  /** Empty when there is none, or it was spent. */
  value(): string
  spend(): void
}

/** Takes the code out of the address at once, so that neither the history nor a bookmark keeps it. */
export function takeLinkCode(): LinkCode {
  let code = new URLSearchParams(window.location.hash.slice(1)).get('link') ?? ''
  if (code !== '') window.history.replaceState(null, '', window.location.pathname)
  return {
    value: () => code,
    spend() {
      code = ''
    },
  }
}
