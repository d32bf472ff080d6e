const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const pages: Readonly<Record<string, string>> = {
  deck: '/deck',
  likes: '/likes',
  matches: '/chats',
  chats: '/chats',
  profile: '/profile',
  photos: '/profile/photos',
  filters: '/filters',
  settings: '/settings',
  notifications: '/settings/notifications',
  standing: '/settings/decisions',
  reports: '/settings/reports',
  invite: '/invite',
}

/** The screen that a deep link's start parameter asks for, in the same words as the bot's /start; undefined for what no screen answers to, for example an invitation. */
export function pathOfStartParam(param: string | undefined): string | undefined {
  if (param === undefined) return undefined
  const page = Object.entries(pages).find(([name]) => name === param)
  if (page !== undefined) return page[1]
  const [, kind, id] = new RegExp(`^(profile|match|chat)_(${uuid})$`).exec(param) ?? []
  if (id === undefined) return undefined
  return kind === 'profile' ? `/people/${id}` : `/chats/${id}`
}
