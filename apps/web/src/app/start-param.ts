const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const pages = new Set(['deck', 'likes', 'chats', 'profile', 'settings', 'filters'])

/** The screen that a deep link's start parameter asks for, in the same words as the bot's /start; undefined for what no screen answers to, for example a referral. */
export function pathOfStartParam(param: string | undefined): string | undefined {
  if (param === undefined) return undefined
  if (pages.has(param)) return `/${param}`
  const [, kind, id] = new RegExp(`^(profile|match|chat)_(${uuid})$`).exec(param) ?? []
  if (id === undefined) return undefined
  return kind === 'profile' ? `/people/${id}` : `/chats/${id}`
}
