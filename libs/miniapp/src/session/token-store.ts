import { memoryTokens, type Tokens, type TokenStore } from '@kindred/client'

interface Kept {
  readonly tokens: Tokens
  readonly userId: string
}

/** Tokens in sessionStorage under one person's key, so that two people's frames in one tab stay apart. */
export interface PersonTokens extends TokenStore {
  /** Owner of the tokens; undefined without tokens. */
  userId(): string | undefined
  /** Sets the owner of the saved tokens. */
  name(userId: string): void
}

/** Opens the tokens of a person; without a working storage they live with the page. */
export function openTokens(storage: Storage | undefined, person: string): PersonTokens {
  const key = `kindred.session.${person}`
  const kept = read(storage, key)
  const memory = memoryTokens(kept?.tokens)
  let userId = kept?.userId
  const write = (): void => {
    const tokens = memory.load()
    try {
      if (tokens === undefined || userId === undefined) storage?.removeItem(key)
      else storage?.setItem(key, JSON.stringify({ tokens, userId } satisfies Kept))
    } catch {
      return
    }
  }
  return {
    load: memory.load,
    save(tokens) {
      memory.save(tokens)
      write()
    },
    userId: () => (memory.load() === undefined ? undefined : userId),
    name(id) {
      userId = id
      write()
    },
  }
}

function read(storage: Storage | undefined, key: string): Kept | undefined {
  try {
    const value: unknown = JSON.parse(storage?.getItem(key) ?? 'null')
    return typeof value === 'object' && value !== null && 'tokens' in value && 'userId' in value
      ? (value as Kept)
      : undefined
  } catch {
    return undefined
  }
}
