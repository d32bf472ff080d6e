import type { DescField } from '@bufbuild/protobuf'

import { UserEvent } from '@kindred/contracts/chat'
import { type Contract, loadContract } from '@kindred/rpc'

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

export const createEventWriter = ({ writers }: Pick<Json, 'writers'>): WriteEvent => {
  const cases = new Map(
    casesOf(loadContract()).map((field) => [
      field.localName,
      { type: JSON.stringify(frameTypeOf(field.name)), write: writers.ofField(field) },
    ]),
  )
  return (event, userId) => {
    const { type, write } = cases.get(event.event?.$case ?? '') ?? unknownCase
    const { cursor } = event
    const actorId = actorOf(event)
    const data = write(event, userId) ?? '{}'
    if (cursor === '') return { position: undefined, text: `{"type":${type},"data":${data}}`, actorId }
    const text = `{"type":${type},"cursor":${JSON.stringify(cursor)},"data":${data}}`
    return { position: Number(cursor), text, actorId }
  }
}

/** A newer chat may tell of more than this gateway knows; clients pass over what they do not know. */
const unknownCase = { type: '""', write: () => undefined }

const casesOf = ({ registry }: Pick<Contract, 'registry'>): readonly DescField[] =>
  registry.getMessage(UserEvent.$type)?.oneofs[0]?.fields ?? []

function actorOf({ event }: UserEvent): string | undefined {
  if (event?.$case === 'messageCreated') return event.value.message?.senderId
  return event === undefined || event.$case === 'conversationEnded' ? undefined : event.value.userId
}
