const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const pages = new Set(['deck', 'likes', 'chats', 'profile', 'settings', 'filters'])

/** The screen that a deep link's start parameter asks for; undefined for what no screen answers to. */
export function pathOfStartParam(param: string | undefined): string | undefined {
  if (param === undefined) return undefined
  if (pages.has(param)) return `/${param}`
  const [, kind, id] = new RegExp(`^(chat|match|person)[_-](${uuid})$`).exec(param) ?? []
  if (id === undefined) return undefined
  return kind === 'person' ? `/people/${id}` : `/chats/${id}`
}
