import type { Chat, User } from './types.js'

/** Who a person is. */
export interface PersonOptions {
  readonly id?: number
  readonly firstName: string
  readonly lastName?: string
  readonly username?: string
  readonly languageCode?: string
  readonly isPremium?: boolean
  /** What the pages say of the person. */
  readonly note?: string
  /** The profile photos of the account. */
  readonly photos?: readonly Buffer[]
  /** The bot may write from the beginning. */
  readonly started?: boolean
}

/** A person with a Telegram account. */
export interface Person {
  readonly id: number
  readonly firstName: string
  readonly lastName: string | undefined
  readonly username: string | undefined
  readonly isPremium: boolean
  readonly photos: readonly Buffer[]
  readonly note: string
  /** The language of the person's Telegram. */
  languageCode: string
  /** Whether the bot may write: the person wrote first, or allowed it. */
  started: boolean
  blocked: boolean
}

/** Everybody who has an account. */
export interface People {
  add(options: PersonOptions): Person
  find(id: number): Person | undefined
  list(): readonly Person[]
}

/** Beyond the ids that Telegram has given out, and beyond those of the demo people. */
const firstId = 7_951_000_000_000

/** Nobody yet; a person added again is the one that is there. */
export function createPeople(): People {
  const byId = new Map<number, Person>()
  return {
    add(options) {
      const id = options.id ?? firstId + byId.size + 1
      const known = byId.get(id)
      if (known !== undefined) return known
      const person: Person = {
        id,
        firstName: options.firstName,
        lastName: options.lastName,
        username: options.username,
        isPremium: options.isPremium ?? false,
        photos: options.photos ?? [],
        note: options.note ?? '',
        languageCode: options.languageCode ?? 'en',
        started: options.started ?? false,
        blocked: false,
      }
      byId.set(id, person)
      return person
    },
    find: (id) => byId.get(id),
    list: () => [...byId.values()],
  }
}

/** The person as the Bot API shows one. */
export const userOf = (person: Person): User => ({
  id: person.id,
  is_bot: false,
  ...names(person),
  language_code: person.languageCode,
  ...(person.isPremium && { is_premium: true }),
})

/** The person's private chat with the bot. */
export const chatOf = (person: Person): Chat => ({ id: person.id, type: 'private', ...names(person) })

const names = ({ firstName, lastName, username }: Person) => ({
  first_name: firstName,
  ...(lastName !== undefined && { last_name: lastName }),
  ...(username !== undefined && { username }),
})
