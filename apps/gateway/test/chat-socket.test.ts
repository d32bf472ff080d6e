import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { eventually, openSocket, startChatWorld } from './chat-world.js'

let world: Awaited<ReturnType<typeof startChatWorld>>

beforeAll(async () => {
  world = await startChatWorld({ times: { signInMs: 300, renewMs: 300 } })
})
afterAll(() => world.close())

const conversationId = newId()
const message = (text = 'Hello!') => ({ conversation_id: conversationId, client_message_id: newId(), text })

describe('the upgrade', () => {
  it.each([
    ['no subprotocol', { protocols: [] }, '', { status: 400, code: 'SUBPROTOCOL_REQUIRED' }],
    ['another subprotocol', { protocols: ['chat'] }, '', { status: 400, code: 'SUBPROTOCOL_REQUIRED' }],
    [
      'a foreign origin',
      { headers: { origin: 'https://evil.test' } },
      '',
      { status: 403, code: 'ORIGIN_REFUSED' },
    ],
    ['a handshake of another age', { version: 8 }, '', { status: 400, code: 'WEBSOCKET_REQUIRED' }],
    ['a token in the address', {}, '?access_token=x', { status: 400, code: 'TOKEN_IN_URL' }],
  ])('is refused as a problem with %s', async (_, options, query, problem) => {
    const socket = openSocket(`ws://${world.address}/v1/chat/connect${query}`, options)
    await expect(socket.opened).rejects.toMatchObject({ ...problem, instance: '/v1/chat/connect' })
  })

  it.each(['https://app.kindred.test', 'same host'])('welcomes the origin: %s', async (origin) => {
    const socket = world.open({
      headers: { origin: origin === 'same host' ? `https://${world.address}` : origin },
    })
    await socket.opened
    expect(socket.raw.protocol).toBe('kindred.v1')
  })

  it('is answered as usual by other addresses', async () => {
    const socket = openSocket(`ws://${world.address}/v1/chat/conversations`)
    await expect(socket.opened).rejects.toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
  })

  it('is what the address asks for', async () => {
    const answer = await world.gateway.app.inject({ url: '/v1/chat/connect' })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ code: 'WEBSOCKET_REQUIRED' })
  })
})

describe('signing in', () => {
  it('answers ready with the session, the cursor and the heartbeat', async () => {
    const socket = await world.connect(newId())
    const [ready, ack] = socket.frames
    expect(ready).toEqual({
      type: 'ready',
      data: { session_id: expect.any(String), cursor: '0', heartbeat_ms: 25_000 },
    })
    expect(ack).toEqual({ type: 'ack', id: '1', data: {} })
  })

  it('ends a socket that does not sign in in time', async () => {
    expect(await world.open().closed).toMatchObject({ code: 4401 })
  })

  it.each([
    ['another frame first', 'ping', {}, 'UNAUTHENTICATED'],
    ['no token', 'auth', {}, 'TOKEN_INVALID'],
    ['a bad token', 'auth', { access_token: 'nonsense' }, 'TOKEN_INVALID'],
  ])('ends a socket with %s', async (_, type, data, code) => {
    const socket = world.open()
    await expect(socket.request(type, data)).rejects.toMatchObject({ code, status: 401 })
    expect(await socket.closed).toMatchObject({ code: 4401 })
  })

  it('ends a socket whose token ended without another, and keeps one that brought a fresh one', async () => {
    const userId = newId()
    const [left, kept] = [
      await world.connect(userId, { expiresIn: 1 }),
      await world.connect(userId, { expiresIn: 1 }),
    ]
    await kept.request('auth', { access_token: await world.authority.issue(userId) })
    expect(await left.closed).toMatchObject({ code: 4401 })
    await expect(kept.request('ping')).resolves.toMatchObject({ type: 'ack' })
  })

  it('belongs to one person', async () => {
    const socket = await world.connect(newId())
    const access_token = await world.authority.issue(newId())
    await expect(socket.request('auth', { access_token })).rejects.toMatchObject({ code: 'AUTH_OTHER_USER' })
  })

  it('ends the sockets of a revoked session at once, and no others', async () => {
    const [userId, sessionId] = [newId(), newId()]
    const socket = await world.connect(userId, { sessionId })
    const other = await world.connect(userId)
    world.authority.revoke(sessionId)
    expect(await socket.closed).toMatchObject({ code: 4401 })
    await other.request('ping')
  })

  it('ends the sockets of somebody who was shut out with a code of their own', async () => {
    const sessionId = newId()
    const socket = await world.connect(newId(), { sessionId })
    world.authority.revoke(sessionId, { shutOut: true })
    expect(await socket.closed).toMatchObject({ code: 4403 })
  })
})

describe('frames', () => {
  it('become calls in the name of the person, and acks carry the answer', async () => {
    const [alice, bob] = [newId(), newId()]
    world.chat.people.splice(0, 9, alice, bob)
    const [mine, theirs] = [await world.connect(alice), await world.connect(bob)]
    const sent = message()
    const { data } = await mine.request('message.send', sent)
    expect(data).toEqual({
      message: {
        ...sent,
        id: expect.any(String),
        seq: expect.any(Number),
        sender_id: alice,
        created_at: expect.any(String),
        advice: [],
      },
    })
    await eventually(() => theirs.frames.at(-1)).toMatchObject({ type: 'message.created', cursor: '1', data })
    await eventually(() => mine.frames.filter((frame) => frame.type === 'message.created')).toHaveLength(1)
    const read = await mine.request('read.set', { conversation_id: conversationId, up_to_seq: 1 })
    expect(read.data).toEqual({ read_up_to_seq: 1, unread_count: 0 })
    expect(
      (await mine.request('typing.set', { conversation_id: conversationId, state: 'STARTED' })).data,
    ).toEqual({})
    expect((await mine.request('ping')).data).toEqual({})
  })

  it('keep their order', async () => {
    const alice = newId()
    world.chat.people.splice(0, 9, alice)
    const socket = await world.connect(alice)
    const texts = Array.from({ length: 40 }, (_, i) => `${i}`)
    for (const text of texts) socket.send({ type: 'message.send', id: text, data: message(text) })
    await eventually(() => socket.frames.filter((frame) => frame.type === 'ack')).toHaveLength(41)
    const created = socket.frames.filter((frame) => frame.type === 'message.created')
    expect(created.map((frame) => frame.data.message!.text)).toEqual(texts)
  })

  it.each([
    ['no JSON', '{', 'FRAME_MALFORMED'],
    ['no object', '[]', 'FRAME_MALFORMED'],
    ['no type', '{"data":{}}', 'FRAME_MALFORMED'],
    ['data that is no object', '{"type":"ping","data":3}', 'FRAME_MALFORMED'],
    ['an id that is no text', '{"type":"ping","id":7}', 'FRAME_MALFORMED'],
    ['an unknown type', '{"type":"shout","id":"7"}', 'FRAME_UNKNOWN'],
    [
      'a resume without a cursor that is text',
      '{"type":"resume","id":"7","data":{"cursor":7}}',
      'VALIDATION_FAILED',
    ],
  ])('are refused with an error and the socket goes on: %s', async (_, text, code) => {
    const socket = await world.connect(newId())
    socket.send(text)
    await eventually(() => socket.frames.at(-1)).toMatchObject({ type: 'error', data: { problem: { code } } })
    await socket.request('ping')
  })

  it('name the refused fields, and carry the errors of chat', async () => {
    const socket = await world.connect(newId())
    const long = socket.request('message.send', message('x'.repeat(4001)))
    await expect(long).rejects.toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '/text' }] })
    const unknown = socket.request('message.send', { ...message(), colour: 'red' })
    await expect(unknown).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
    const nowhere = socket.request('message.send', message('nowhere'))
    await expect(nowhere).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND', status: 404 })
  })

  it('above 64 KiB and binary ones end the socket', async () => {
    const large = await world.connect(newId())
    large.send({ type: 'ping', data: { fill: 'x'.repeat(64 * 1024) } })
    expect(await large.closed).toMatchObject({ code: 1009 })
    const binary = await world.connect(newId())
    binary.raw.send(Buffer.from('{"type":"ping"}'))
    expect(await binary.closed).toMatchObject({ code: 1003 })
  })
})
