import { UserEvent } from '@kindred/contracts/chat'

import type { Json } from '../transcoding/json.js'

/** An event as every socket of its person gets it. */
export interface EventFrame {
  /** Its position in the person's log; undefined for an event that is not logged. */
  readonly position: number | undefined
  readonly text: string
  /** The person who acted, if somebody did. */
  readonly actorId?: string | undefined
}

/** Serializes an event once for all sockets of its person. */
export type WriteEvent = (event: UserEvent, userId: string) => EventFrame

/** The type of the frame for a case of UserEvent, such as `message.created` for `message_created`. */
export const frameTypeOf = (caseName: string): string => caseName.replace('_', '.')

export const createEventWriter =
  (json: Json): WriteEvent =>
  (event, userId) => {
    const { cursor: _, ...cases } = json.write(UserEvent, event, userId)
    const [name = '', data] = Object.entries(cases)[0] ?? []
    const type = frameTypeOf(name)
    const { cursor } = event
    const actorId = actorOf(event)
    if (cursor === '') return { position: undefined, text: JSON.stringify({ type, data }), actorId }
    return { position: Number(cursor), text: JSON.stringify({ type, cursor, data }), actorId }
  }

function actorOf({ event }: UserEvent): string | undefined {
  if (event?.$case === 'messageCreated') return event.value.message?.senderId
  return event === undefined || event.$case === 'conversationEnded' ? undefined : event.value.userId
}
