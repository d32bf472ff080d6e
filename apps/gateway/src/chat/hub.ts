import type { SubscribeRequest, SubscribeResponse } from '@kindred/contracts/chat'
import type { Tracer } from '@kindred/tracing'

import type { EventFrame, WriteEvent } from './event-frames.js'
import { inPush } from './spans.js'

/** One socket of a person. */
export interface Subscriber {
  /** Called once, with the position after which the person's events follow. */
  start(position: number): void
  deliver(frame: EventFrame): void
  /** Events are no longer kept: the client must reload and continue from this position. */
  resync(position: number): void
  /** A newer socket of the person takes this one's place. */
  replace(): void
}

/** A person to subscribe or to unsubscribe. */
export type Change = NonNullable<SubscribeRequest['change']>

/** The people with sockets at this gateway. A person's first socket subscribes the person on the gateway's one stream, the last one unsubscribes. */
export interface Hub {
  join(userId: string, subscriber: Subscriber): void
  leave(userId: string, subscriber: Subscriber): void
  /** A new stream is open: subscribes everybody, each from the position reached. */
  opened(say: (change: Change) => void): void
  closed(): void
  receive(response: SubscribeResponse): void
}

interface Person {
  readonly subscribers: Subscriber[]
  /** The newest position delivered; undefined until the stream has answered. */
  position: number | undefined
  /** Subscriptions that the stream has not answered. Only the last answer counts: the others belong to earlier sockets. */
  unanswered: number
}

/** Of one person; the oldest gives way to one more. */
export const maxSockets = 5

/** Who is told whether a person has a socket. */
interface Observer {
  opened(userId: string): void
  closed(userId: string): void
}

export function createHub(write: WriteEvent, observer?: Observer, tracer?: Tracer): Hub {
  const people = new Map<string, Person>()
  let say: ((change: Change) => void) | undefined

  function carry(userId: string, person: Person): void {
    if (say === undefined) return
    person.unanswered += 1
    const since = person.position === undefined ? undefined : String(person.position)
    say({ $case: 'add', value: { userId, since } })
  }

  function forgetIfGone(userId: string, { subscribers, unanswered }: Person): void {
    if (subscribers.length === 0 && unanswered === 0) people.delete(userId)
  }

  return {
    join(userId, subscriber) {
      const person = people.get(userId) ?? { subscribers: [], position: undefined, unanswered: 0 }
      people.set(userId, person)
      if (person.subscribers.push(subscriber) === 1) observer?.opened(userId)
      if (person.subscribers.length === 1) carry(userId, person)
      else if (person.position !== undefined) subscriber.start(person.position)
      if (person.subscribers.length > maxSockets) person.subscribers.shift()?.replace()
    },
    leave(userId, subscriber) {
      const person = people.get(userId)
      const index = person?.subscribers.indexOf(subscriber) ?? -1
      if (person === undefined || index < 0) return
      person.subscribers.splice(index, 1)
      if (person.subscribers.length > 0) return
      person.position = undefined
      observer?.closed(userId)
      say?.({ $case: 'remove', value: { userId } })
      forgetIfGone(userId, person)
    },
    opened(next) {
      say = next
      for (const [userId, person] of people) carry(userId, person)
    },
    closed() {
      say = undefined
      for (const [userId, person] of people) {
        person.unanswered = 0
        forgetIfGone(userId, person)
      }
    },
    receive: (response) => [response, ...response.more].forEach(take),
  }

  function take(response: SubscribeResponse): void {
    const { userId, event } = response
    const person = people.get(userId)
    if (person === undefined) return
    if (event !== undefined) return inPush(tracer, response, () => push(person, write, response))
    person.unanswered = Math.max(0, person.unanswered - 1)
    forgetIfGone(userId, person)
    if (person.unanswered === 0) place(person, response)
  }
}

/** Passes on the position that the stream answered with. */
function place(person: Person, { cursor, resyncRequired }: SubscribeResponse): void {
  const position = Number(cursor)
  const isNew = person.position === undefined
  if (!isNew && !resyncRequired) return
  person.position = position
  for (const subscriber of [...person.subscribers]) {
    if (isNew) subscriber.start(position)
    else subscriber.resync(position)
  }
}

/** Until its position is known a person gets nothing. */
function push(person: Person, write: WriteEvent, { event, userId }: SubscribeResponse): void {
  if (person.position !== undefined && event !== undefined) deliver(person, write(event, userId))
}

function deliver(person: Person, frame: EventFrame): void {
  const { position = 0 } = person
  if (frame.position !== undefined && frame.position <= position) return
  person.position = frame.position ?? position
  for (const subscriber of [...person.subscribers]) subscriber.deliver(frame)
}
