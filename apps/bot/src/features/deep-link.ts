import type { Key } from '@kindred/locales'

import type { AppLinks } from '../app-links.js'

/** What a link of the kind t.me/<bot>?start=<payload> leads to. */
export interface DeepLink {
  readonly text: Key
  readonly button: Key
  readonly url: string
}

/** `t.me/<bot>?start=verify` is `/verify`, for the Mini App. */
export const verifyPayload = 'verify'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const shape = new RegExp(`^(profile|match|chat)_(${uuid})$`)

/** The case of a link out of the operators' chat. */
export const caseIn = (payload: string): string | undefined =>
  new RegExp(`^case_(${uuid})$`).exec(payload)?.[1]

/** Whether a payload is the link of an invitation. Telegram lets payloads have 64 characters, so a longer one was typed. */
export const isInvitation = (payload: string): boolean => /^ref_\S{1,60}$/.test(payload)

/** Reads `profile_<id>`, `match_<id>` and `chat_<id>`; undefined for anything else. */
export function deepLink(payload: string, links: AppLinks): DeepLink | undefined {
  const [, kind, id = ''] = shape.exec(payload) ?? []
  if (kind === 'profile')
    return { text: 'bot-link-profile', button: 'bot-open-profile', url: links.person(id) }
  if (kind === 'match') return { text: 'bot-link-match', button: 'bot-open-chat', url: links.chat(id) }
  if (kind === 'chat') return { text: 'bot-link-chat', button: 'bot-open-chat', url: links.chat(id) }
  return undefined
}
