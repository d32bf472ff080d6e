import type { MessageContent } from '@kindred/client'

/** A message that the server may not have yet, in the form in which it outlives the page. */
interface Unsent extends MessageContent {
  readonly conversationId: string
  readonly id: string
  /** When it was written, milliseconds since 1970. */
  readonly at: number
}

/** One person's messages without an acknowledgement. */
export interface UnsentStore {
  /** In the order of their writing. */
  load(): Unsent[]
  keep(message: Unsent): void
  forget(id: string): void
  clear(): void
}

const maxKept = 100

/** Opens a person's unsent messages; a key for each, so that two pages of one person do not overwrite each other's. */
export function openUnsent(storage: Storage | undefined, person: string): UnsentStore {
  const prefix = `kindred.unsent.${person}.`
  const keys = (): string[] =>
    storage === undefined ? [] : Object.keys(storage).filter((key) => key.startsWith(prefix))
  const forget = (id: string): void => storage?.removeItem(prefix + id)
  return {
    load: () =>
      keys()
        .flatMap((key) => read(storage?.getItem(key)) ?? [])
        .sort((one, other) => one.at - other.at),
    keep(message) {
      if (keys().length >= maxKept) return
      try {
        storage?.setItem(prefix + message.id, JSON.stringify(message))
      } catch {
        // A full storage: the message lives as long as the page.
        return
      }
    },
    forget,
    clear: () => keys().forEach((key) => storage?.removeItem(key)),
  }
}

function read(json: string | null | undefined): Unsent | undefined {
  try {
    const message = JSON.parse(json ?? '') as Record<keyof Unsent, unknown>
    const { conversationId, id, text, at } = message
    const isWhole =
      [conversationId, id, text].every((one) => typeof one === 'string') && typeof at === 'number'
    return isWhole ? (message as unknown as Unsent) : undefined
  } catch {
    return undefined
  }
}
