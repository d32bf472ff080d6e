import { type AppError, newId, toAppError } from '@kindred/kernel'

import { tellFailure } from '../edge/failures.js'
import { personCaller } from '../edge/limits.js'
import { closeCodeAfter, closeCodes } from './close-codes.js'
import type { ChatSocketContext, SocketTimes } from './context.js'
import { binaryRefused, frameUnknown, liveUnavailable, signInFirst } from './errors.js'
import type { EventFrame, WriteEvent } from './event-frames.js'
import { Feed } from './feed.js'
import { FrameQueue } from './frame-queue.js'
import { ackFrame, type ClientFrame, errorFrame, readFrame, readyFrame, resyncFrame } from './frames.js'
import type { Hub, Subscriber } from './hub.js'
import { LostPeople } from './lost-people.js'
import { type Caller, type Framed, frameRequests, inFrame } from './requests.js'
import { readCursor, resume } from './resume.js'
import { SignIn } from './sign-in.js'
import { createStrikes, type Strikes } from './strikes.js'
import type { Wire } from './wire.js'

export interface SessionRoom {
  readonly context: ChatSocketContext
  readonly hub: Hub
  readonly write: WriteEvent
  readonly times: SocketTimes
}

const drainWithinMs = 2_000
const readyMark = 'ready'

/** True for a frame whose ack comes after the missed events and before the live ones. */
const saysCursor = ({ type, data }: ClientFrame): boolean =>
  type === 'resume' || (type === 'auth' && 'cursor' in data)

/** One socket, from its opening to its end. */
export class SocketSession implements Subscriber {
  readonly #id = newId()
  readonly #wire: Wire
  readonly #room: SessionRoom
  readonly #signIn: SignIn
  readonly #queue: FrameQueue<ClientFrame>
  readonly #lost: LostPeople
  #strikes: Strikes | undefined
  /** Called once, by the hub's start. */
  #onStart: ((feed: Feed) => void) | undefined
  #isSubscribed = false
  /** Set once the person's position is known. */
  #feed: Feed | undefined
  #settling: NodeJS.Timeout | undefined
  /** Live events wait for a resume that may follow. */
  #awaitsResume = false
  #draining = false
  /** A resume failed half way: the client must reconnect, or it would miss events. */
  #torn = false

  constructor(wire: Wire, room: SessionRoom) {
    this.#wire = wire
    this.#room = room
    this.#signIn = new SignIn({ context: room.context, times: room.times, onExpired: () => this.#expire() })
    this.#queue = new FrameQueue((frame) => this.#handle(frame))
    this.#lost = new LostPeople(room.context.sight)
  }

  receive(text: string): void {
    if (this.#draining || !this.#wire.isOpen) return
    try {
      this.#accept(readFrame(text))
    } catch (thrown) {
      this.#refuse(toAppError(thrown), undefined, { request_id: newId() })
    }
  }

  start(position: number): void {
    const feed = new Feed(position, this)
    this.#feed = feed
    this.#onStart?.(feed)
    this.#onStart = undefined
  }

  deliver(frame: EventFrame): void {
    this.#feed?.live(frame)
  }

  resync(position: number): void {
    this.#feed?.restart(position)
    this.#wire.send(resyncFrame(String(position)))
  }

  replace(): void {
    this.#wire.close(closeCodes.replaced, 'a newer socket took its place')
  }

  /** The peer answered the ping with this mark, so it has read everything before it. */
  echo(mark: string): void {
    if (mark === readyMark && this.#awaitsResume)
      this.#settling = setTimeout(() => this.#settle(), this.#room.times.settleMs)
  }

  receiveBinary(): void {
    this.#refuse(binaryRefused(), undefined, { request_id: newId() })
    this.#wire.close(closeCodes.binaryRefused, 'frames are text')
  }

  /** True while the peer has not read what was sent. */
  get isBehind(): boolean {
    return this.#wire.isBehind
  }

  /** Closes the socket as too slow. */
  giveUp(): void {
    this.#wire.giveUp()
  }

  /** Drops an event of somebody whom the person may no longer see, wherever the event waited until now. */
  send({ text, actorId = '' }: EventFrame): void {
    if (this.#lost.lets(this.#signIn.userId, actorId)) this.#wire.send(text)
  }

  /** Has the client reload if events were dropped of somebody whom the person may see again. */
  regain(): void {
    if (this.#feed !== undefined && this.#lost.takeRegained(this.#signIn.userId))
      this.resync(this.#feed.position)
  }

  /** If the socket belongs to one of these people, resolves when everything sent so far is read, or after a short time. */
  async heard(people: readonly string[]): Promise<void> {
    if (people.includes(this.#signIn.userId)) await this.#wire.heard()
  }

  /** Closes the socket if it belongs to one of these sign-in sessions. */
  revoke(sessionIds: readonly string[], shutOut: ReadonlySet<string>): void {
    const id = this.#signIn.person?.sessionId ?? ''
    if (sessionIds.includes(id)) this.#expire(shutOut.has(id))
  }

  /** Answers the frames under way, then closes the socket with the code for a restart. */
  async drain(hint: string): Promise<void> {
    this.#draining = true
    const late = new Promise((resolve) => setTimeout(resolve, drainWithinMs).unref())
    await Promise.race([this.#queue.idle(), late])
    this.#wire.close(closeCodes.restart, hint)
  }

  /** The socket is closed. */
  end(): void {
    clearTimeout(this.#settling)
    this.#signIn.end()
    const { person } = this.#signIn
    if (this.#isSubscribed && person !== undefined) this.#room.hub.leave(person.userId, this)
    this.#wire.end()
  }

  #accept(frame: ClientFrame): void {
    // A ping must not wait behind a long resume: its client would take the socket for dead.
    if (frame.type === 'ping' && this.#feed !== undefined) void this.#handle(frame)
    else if (!this.#queue.push(frame)) this.#wire.close(closeCodes.rateLimited, 'too many frames are waiting')
  }

  async #handle(frame: ClientFrame): Promise<void> {
    if (!this.#wire.isOpen) return
    const options = { context: this.#room.context, ids: { request_id: newId() } }
    try {
      const data = await inFrame(options, frame.type, (own) => this.#answer(frame, own))
      if (frame.id !== undefined) this.#wire.send(ackFrame(frame.id, data))
      if (saysCursor(frame)) this.#settle()
    } catch (thrown) {
      this.#refuse(toAppError(thrown), frame.id, options.ids)
    }
  }

  async #answer({ type, data }: ClientFrame, options: Caller['options']): Promise<string> {
    const [{ context }, { person, token }] = [this.#room, this.#signIn]
    if (person !== undefined) await context.limits.hold('user', personCaller(person.userId))
    if (type === 'auth') return this.#authenticate(data, options)
    if (person === undefined || this.#feed === undefined) throw signInFirst()
    const caller = { userId: person.userId, options: { ...options, token } }
    if (type === 'ping') return '{}'
    if (type === 'resume') return this.#resume(this.#feed, caller, readCursor(context.json, data))
    this.#settle()
    const request = frameRequests.get(type)
    if (request === undefined) throw frameUnknown()
    if (request.limit !== undefined) await context.limits.hold(request.limit, personCaller(person.userId))
    return request.call(context, caller, data)
  }

  async #authenticate(data: ClientFrame['data'], options: Caller['options']): Promise<string> {
    const { context, times } = this.#room
    const since = data['cursor'] === undefined ? undefined : readCursor(context.json, data)
    const { userId } = await this.#signIn.accept(data['access_token'])
    if (this.#feed !== undefined) return '{}'
    const feed = await this.#subscribe(userId)
    const cursor = String(feed.position)
    this.#wire.send(readyFrame({ sessionId: this.#id, cursor, heartbeatMs: times.heartbeatMs, since }))
    if (since === undefined) return this.#expectResume()
    if (since === '') return JSON.stringify({ cursor })
    return this.#resume(feed, { userId, options: { ...options, token: this.#signIn.token } }, since)
  }

  #subscribe(userId: string): Promise<Feed> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(liveUnavailable()), this.#room.times.subscribeMs)
      this.#onStart = (feed) => {
        clearTimeout(timer)
        resolve(feed)
      }
      this.#isSubscribed = this.#wire.isOpen
      if (this.#isSubscribed) this.#room.hub.join(userId, this)
    })
  }

  async #resume(feed: Feed, caller: Caller, since: string): Promise<string> {
    const { context, write } = this.#room
    clearTimeout(this.#settling)
    this.#awaitsResume = false
    feed.hold()
    try {
      return JSON.stringify(await resume({ context, caller, feed, wire: this.#wire, write }, since))
    } catch (error) {
      this.#torn = true
      throw error
    }
  }

  /** A client that named no cursor may send a resume once it has read `ready`: its pong tells when that was. */
  #expectResume(): string {
    this.#awaitsResume = true
    this.#wire.ping(readyMark)
    return '{}'
  }

  /** Lets live events through. */
  #settle(): void {
    clearTimeout(this.#settling)
    this.#feed?.release()
  }

  #refuse(error: AppError, id: string | undefined, ids: Framed['ids']): void {
    const { context } = this.#room
    tellFailure(context, error, { ids, of: 'a frame' })
    const place = { id, requestId: ids.request_id, publicUrl: context.config.publicUrl }
    this.#wire.send(errorFrame(error, place))
    this.#strikes ??= createStrikes(context.clock)
    const state = { isTorn: this.#torn, isReady: this.#feed !== undefined, strikes: this.#strikes }
    const code = closeCodeAfter(error, state)
    if (code !== undefined) this.#wire.close(code, error.code)
  }

  #expire(isShutOut = false): void {
    this.#wire.close(isShutOut ? closeCodes.shutOut : closeCodes.unauthenticated, 'sign in again')
  }
}
