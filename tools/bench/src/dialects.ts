/** What a frame of a server means to the load generator. */
type Meaning = 'ack' | 'event' | 'ping' | 'refusal' | 'other'

/** A message as a client sends it. */
interface Outgoing {
  /** The number of the message in its socket. */
  readonly nth: number
  readonly conversationId: string
  readonly clientMessageId: string
  readonly text: string
}

/** How a chat server is spoken to. */
export interface Dialect {
  readonly path: string
  readonly protocol?: string
  /** The first thing said; its answer is an ack. */
  greet(token: string): string
  message(message: Outgoing): string
  meaningOf(frame: Buffer): Meaning
  /** The answer to a ping, for those who ping with a text. */
  readonly pong: string
}

const [a, e, m, r] = Buffer.from('aemr')
/** Where the type of a frame begins: `{"type":"ack"`. */
const typeAt = '{"type":"'.length

/** The frames of Kindred. */
const kindred: Dialect = {
  path: '/v1/chat/connect',
  protocol: 'kindred.v1',
  greet: (access_token) => JSON.stringify({ type: 'auth', id: 'auth', data: { access_token, cursor: '' } }),
  message: ({ nth, conversationId, clientMessageId, text }) =>
    `{"type":"message.send","id":"${nth}","data":{"conversation_id":"${conversationId}","client_message_id":"${clientMessageId}","text":"${text}"}}`,
  meaningOf(frame) {
    const letter = frame[typeAt]
    if (letter === a) return 'ack'
    if (letter === m) return 'event'
    if (letter === e) return 'refusal'
    // `ready` is followed by an ack; `resync.required` says that events were lost.
    return letter === r && frame[typeAt + 2] !== a ? 'refusal' : 'other'
  },
  pong: '',
}

const [zero, two, three, four] = Buffer.from('0234')

/** Engine.IO 4 and Socket.IO 5 by WebSocket alone: `40` connects, `42` is an event, `43` an ack, `2` a ping. */
const socketIo: Dialect = {
  path: '/socket.io/?EIO=4&transport=websocket',
  greet: (token) => `40${JSON.stringify({ token })}`,
  message: ({ nth, conversationId, clientMessageId, text }) =>
    `42${nth}["message.send",{"conversation_id":"${conversationId}","client_message_id":"${clientMessageId}","text":"${text}"}]`,
  meaningOf(frame) {
    if (frame[0] === two) return 'ping'
    if (frame[0] !== four) return 'other'
    if (frame[1] === three || frame[1] === zero) return 'ack'
    if (frame[1] === four) return 'refusal'
    return frame[1] === two ? 'event' : 'other'
  },
  pong: '3',
}

export const dialects = { kindred, socketIo } as const
