import type { SubscribeRequest, SubscribeResponse } from '@kindred/contracts/chat'

import type { EventFrame, WriteEvent } from './event-frames.js'

/** One socket's place at the hub. */
export interface Seat {
  /** From now on the person's events after this position come. Called once. */
  start(position: number): void
  deliver(frame: EventFrame): void
  /** Events were lost for good: the client must load anew and go on from this position. */
  resync(position: number): void
  /** A newer socket of the person takes this one's place. */
  replace(): void
}

type Change = NonNullable<SubscribeRequest['change']>

/** Who has sockets here, and what each person has got. Carries people on the gateway's one stream with their first socket, off with their last. */
export interface Hub {
  join(userId: string, seat: Seat): void
  leave(userId: string, seat: Seat): void
  /** A stream is open: carries everybody on it, from where the last one stopped. */
  opened(say: (change: Change) => void): void
  closed(): void
  receive(response: SubscribeResponse): void
}

interface Person {
  readonly seats: Seat[]
  /** Up to where events have come; undefined until the stream says where the person stands. */
  position: number | undefined
  /** Adds that the stream has not answered. Only the last answer counts: the others belong to earlier sockets. */
  unanswered: number
}

const maxSeats = 5

export function createHub(write: WriteEvent): Hub {
  const people = new Map<string, Person>()
  let say: ((change: Change) => void) | undefined

  function carry(userId: string, person: Person): void {
    if (say === undefined) return
    person.unanswered += 1
    const since = person.position === undefined ? undefined : String(person.position)
    say({ $case: 'add', value: { userId, since } })
  }

  function forgetIfGone(userId: string, { seats, unanswered }: Person): void {
    if (seats.length === 0 && unanswered === 0) people.delete(userId)
  }

  return {
    join(userId, seat) {
      const person = people.get(userId) ?? { seats: [], position: undefined, unanswered: 0 }
      people.set(userId, person)
      person.seats.push(seat)
      if (person.seats.length === 1) carry(userId, person)
      else if (person.position !== undefined) seat.start(person.position)
      if (person.seats.length > maxSeats) person.seats.shift()?.replace()
    },
    leave(userId, seat) {
      const person = people.get(userId)
      const index = person?.seats.indexOf(seat) ?? -1
      if (person === undefined || index < 0) return
      person.seats.splice(index, 1)
      if (person.seats.length > 0) return
      person.position = undefined
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
    receive(response) {
      const { userId, event } = response
      const person = people.get(userId)
      if (person === undefined) return
      if (event === undefined) {
        person.unanswered = Math.max(0, person.unanswered - 1)
        forgetIfGone(userId, person)
        return person.unanswered > 0 ? undefined : place(person, response)
      }
      if (person.position !== undefined) deliver(person, write(event, userId))
    },
  }
}

/** Tells the seats where their person stands, as the answer to the last add says. */
function place(person: Person, { cursor, resyncRequired }: SubscribeResponse): void {
  const position = Number(cursor)
  const isNew = person.position === undefined
  if (!isNew && !resyncRequired) return
  person.position = position
  for (const seat of [...person.seats]) {
    if (isNew) seat.start(position)
    else seat.resync(position)
  }
}

function deliver(person: Person, frame: EventFrame): void {
  const { position = 0 } = person
  if (frame.position !== undefined && frame.position <= position) return
  person.position = frame.position ?? position
  for (const seat of [...person.seats]) seat.deliver(frame)
}
