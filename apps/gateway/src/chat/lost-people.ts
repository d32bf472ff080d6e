import type { ChatSocketContext } from './context.js'

/** The people whose events were kept from one socket because its person may not see them. */
export class LostPeople {
  readonly #sight: Pick<ChatSocketContext['sight'], 'isLost'>
  readonly #people = new Set<string>()

  constructor(sight: Pick<ChatSocketContext['sight'], 'isLost'>) {
    this.#sight = sight
  }

  /** Whether the viewer may see this person's event; whoever is refused is remembered. */
  lets(viewerId: string, actorId: string): boolean {
    const isLost = actorId !== viewerId && this.#sight.isLost(viewerId, actorId)
    if (isLost) this.#people.add(actorId)
    return !isLost
  }

  /** Forgets those whom the viewer may see again; true when there are any. */
  takeRegained(viewerId: string): boolean {
    const regained = [...this.#people].filter((actorId) => !this.#sight.isLost(viewerId, actorId))
    for (const actorId of regained) this.#people.delete(actorId)
    return regained.length > 0
  }
}
