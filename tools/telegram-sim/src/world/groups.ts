import type { Chat } from './types.js'

/** A group of people that a bot can be in. */
export interface Group {
  readonly id: number
  readonly title: string
  hasBot: boolean
}

/** Every group. */
export interface Groups {
  /** The bot is in it; a group added again is the one that is there. */
  add(options: { readonly id: number; readonly title: string }): Group
  find(id: number): Group | undefined
}

/** None yet. */
export function createGroups(): Groups {
  const byId = new Map<number, Group>()
  return {
    add({ id, title }) {
      const group = byId.get(id) ?? { id, title, hasBot: true }
      byId.set(id, group)
      return group
    },
    find: (id) => byId.get(id),
  }
}

/** The group as the Bot API shows one. */
export const groupChatOf = ({ id, title }: Group): Chat => ({ id, type: 'supergroup', title })
