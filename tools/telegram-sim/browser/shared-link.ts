/** What somebody hands on to others: an address and words beside it. */
export interface Shared {
  readonly url: string
  readonly text: string
}

/** Reads a path such as /share/url?url=x&text=y; undefined when it leads elsewhere or hands nothing on. */
export function readShared(path: string): Shared | undefined {
  const { pathname, searchParams } = new URL(path, 'https://t.me')
  const url = searchParams.get('url') ?? ''
  if (pathname !== '/share/url' && pathname !== '/share') return undefined
  return url === '' ? undefined : { url, text: searchParams.get('text') ?? '' }
}
