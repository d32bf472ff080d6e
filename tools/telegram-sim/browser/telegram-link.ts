/** What a t.me path of the bot leads to. */
export interface BotLink {
  /** Opens the Mini App with this parameter. */
  readonly startParam: string | undefined
  /** Sends /start with this payload. */
  readonly payload: string | undefined
}

/** Reads a path such as /kindred_bot?start=x; undefined when it leads elsewhere. */
export function readBotLink(path: string, botUsername: string): BotLink | undefined {
  const { pathname, searchParams } = new URL(path, 'https://t.me')
  const name = pathname.split('/')[1] ?? ''
  if (name.toLowerCase() !== botUsername.toLowerCase()) return undefined
  return {
    startParam: searchParams.get('startapp') ?? undefined,
    payload: searchParams.get('start') ?? undefined,
  }
}

/** The path of a t.me address; undefined for every other one. */
export function telegramPath(url: string): string | undefined {
  const { hostname, pathname, search } = new URL(url, location.href)
  return hostname === 't.me' ? pathname + search : undefined
}
