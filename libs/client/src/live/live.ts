import type { Message } from '../gen/api.js'
import { KindredError, networkError } from '../problem.js'
import type { Session } from '../session.js'
import { type Arrivals, createArrivals } from './arrivals.js'
import { reconnectDelay, reconnectHint } from './backoff.js'
import { type Connection, openConnection, type SignIn } from './connection.js'
import type { Frame, LiveEvent, LiveState, Ready } from './frames.js'
import { newMessageId } from './message-id.js'
import { createOutbox, type OutgoingMessage } from './outbox.js'
import { nativeSocket, type SocketConstructor } from './socket.js'

export interface LiveOptions {
  /** Needed on Node 20; the `ws` package fits. */
  readonly WebSocket?: SocketConstructor
  /** The cursor of an earlier connection; the events after it come first. */
  readonly cursor?: string
}

/** A message to send; without a client_message_id it gets one. */
export type NewMessage = Omit<OutgoingMessage, 'client_message_id'> & { readonly client_message_id?: string }

/** The person is suspended or banned. */
const bannedCode = 4403
/** Close codes after which a new socket would be closed again: banned, replaced by a newer socket of the person. */
const final = new Set([bannedCode, 4409])
const tokenCheckMs = 20_000

/** The live connection: reconnects, resumes and sends waiting messages, over one socket after another. */
export class Live {
  readonly #url: string
  readonly #session: Session
  readonly #Socket: SocketConstructor
  readonly #listeners = new Set<(event: LiveEvent) => void>()
  readonly #outbox = createOutbox()
  readonly #tokenCheck: ReturnType<typeof setInterval>
  #state: LiveState = 'connecting'
  readonly #arrivals: Arrivals
  #connection: Connection | undefined
  #attempt = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #token: string | undefined
  #lastClose = 1000

  constructor(url: string, session: Session, options: LiveOptions) {
    this.#url = url
    this.#session = session
    this.#Socket = options.WebSocket ?? nativeSocket()
    this.#arrivals = createArrivals(options.cursor, ({ id: _, ...frame }) =>
      this.#tell({ ...frame, cursor: frame.cursor } as LiveEvent),
    )
    this.#tokenCheck = setInterval(() => void this.#renewSignIn(), tokenCheckMs)
    this.#open()
  }

  get state(): LiveState {
    return this.#state
  }

  /** Every event up to it has arrived; keep it to resume after a reload. */
  get cursor(): string | undefined {
    return this.#arrivals.cursor
  }

  /** Calls the listener for every event from now on; returns a function that stops it. */
  on(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Sends a message, across reconnects; resolves once it is stored. */
  sendMessage(message: NewMessage): Promise<Message> {
    return this.#outbox.send({ client_message_id: newMessageId(), ...message })
  }

  /** Marks everything up to a seq as read. */
  setRead(conversationId: string, upToSeq: number): Promise<void> {
    return this.#ask('read.set', { conversation_id: conversationId, up_to_seq: upToSeq })
  }

  /** Shows the other person that this one is typing, or stopped. */
  setTyping(conversationId: string, state: 'STARTED' | 'STOPPED'): Promise<void> {
    return this.#ask('typing.set', { conversation_id: conversationId, state })
  }

  /** The network or the person is back: reconnects at once, or checks by a ping whether the open socket still works. */
  wake(): void {
    if (this.#state === 'ready') void this.#connection?.request('ping', {}).catch(() => {})
    if (this.#state !== 'offline') return
    clearTimeout(this.#timer)
    this.#attempt = 0
    void this.#reconnect(this.#lastClose)
  }

  /** Closes the connection for good; unsent messages are rejected. */
  close(): void {
    this.#finish(undefined)
  }

  #open(): void {
    this.#connection = openConnection(this.#url, this.#Socket, () => this.#signIn(), {
      onReady: (ready, reached) =>
        void this.#onReady(ready, reached).catch(() => this.#connection?.close(1006)),
      onFrame: (frame) => this.#onFrame(frame),
      onClose: (code, reason) => this.#onClose(code, reason),
    })
  }

  async #freshToken(): Promise<string | undefined> {
    this.#token = await this.#session.accessToken()
    return this.#token
  }

  async #signIn(): Promise<SignIn | undefined> {
    const token = await this.#freshToken()
    return token === undefined ? undefined : { access_token: token, cursor: this.#arrivals.cursor ?? '' }
  }

  async #onReady(ready: Ready, reached: string | undefined): Promise<void> {
    const connection = this.#connection
    const cursor = reached ?? (await this.#resume(ready))
    if (connection !== this.#connection || this.#state === 'closed') return
    this.#arrivals.settle(cursor)
    this.#attempt = 0
    this.#become('ready')
    this.#outbox.use(connection)
  }

  /** Asks for missed events where `auth` did not bring them. */
  async #resume(ready: Ready): Promise<string> {
    const { cursor } = this.#arrivals
    if (cursor === undefined || cursor === ready.cursor) return ready.cursor
    this.#arrivals.hold()
    const answer = (await this.#connection?.request('resume', { cursor })) as { cursor?: string } | undefined
    return answer?.cursor ?? ready.cursor
  }

  #onFrame(frame: Frame): void {
    if (frame.type !== 'error') this.#arrivals.take(frame)
  }

  #onClose(code: number, reason: string): void {
    this.#connection = undefined
    this.#arrivals.drop()
    this.#outbox.use(undefined)
    if (this.#state === 'closed') return
    if (code === bannedCode) this.#learnWhy()
    if (final.has(code)) return this.#finish(code)
    this.#lastClose = code
    this.#timer = setTimeout(
      () => void this.#reconnect(code),
      reconnectHint(reason) ?? reconnectDelay(this.#attempt++),
    )
    this.#become('offline', code)
  }

  /** A refresh is refused with the sanction and ends the session. */
  #learnWhy(): void {
    if (this.#token !== undefined) void this.#session.renew(this.#token).catch(() => {})
  }

  async #reconnect(code: number): Promise<void> {
    this.#become('connecting')
    if (code === 4401 && this.#token !== undefined) await this.#session.renew(this.#token).catch(() => {})
    const signedOut = (await this.#session.accessToken().catch(() => 'unknown')) === undefined
    if (this.#state === 'closed') return
    if (signedOut) this.#finish(4401)
    else this.#open()
  }

  /** A socket lives longer than a token: the gateway gets the new one before the old one expires. */
  async #renewSignIn(): Promise<void> {
    const held = this.#token
    if (this.#state !== 'ready' || held === undefined) return
    const token = await this.#freshToken().catch(() => undefined)
    if (token === undefined || token === held) return
    await this.#connection?.request('auth', { access_token: token }).catch((error: unknown) => {
      if (error instanceof KindredError && error.code === 'AUTH_OTHER_USER') this.#finish(4401)
    })
  }

  async #ask(type: string, data: object): Promise<void> {
    if (this.#connection === undefined || this.#state !== 'ready')
      throw networkError(new Error('The live connection is not open.'))
    await this.#connection.request(type, data)
  }

  #finish(code: number | undefined): void {
    if (this.#state === 'closed') return
    clearTimeout(this.#timer)
    clearInterval(this.#tokenCheck)
    this.#become('closed', code)
    this.#outbox.clear(networkError(new Error('The live connection is closed.')))
    this.#connection?.close()
  }

  #become(state: LiveState, closeCode?: number): void {
    this.#state = state
    this.#tell({ type: 'state', state, closeCode })
  }

  #tell(event: LiveEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}
