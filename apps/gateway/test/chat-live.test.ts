import { afterEach, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'
import { testLog } from '@kindred/testkit'

import { type ChatWorldOptions, eventually, startChatWorld } from './chat-world.js'

let world: Awaited<ReturnType<typeof startChatWorld>>

const start = async (options?: ChatWorldOptions) => {
  world = await startChatWorld(options)
}
afterEach(() => world.close())

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, i) => first + i)

/** Tells a person of messages first … last. */
function tell(userId: string, first: number, last: number, text = 'x'): void {
  for (const seq of upTo(last, first)) {
    const message = {
      id: newId(),
      conversationId: newId(),
      seq,
      senderId: newId(),
      clientMessageId: `${seq}`,
      text,
      advice: [],
    }
    world.chat.tell(userId, {
      $case: 'messageCreated',
      value: { message: { ...message, createdAt: new Date() } },
    })
  }
}

describe('live events', () => {
  it('reach all sockets of a person, carried once', async () => {
    await start()
    const userId = newId()
    const sockets = [await world.connect(userId), await world.connect(userId), await world.connect(userId)]
    tell(userId, 1, 20)
    for (const socket of sockets) await eventually(() => socket.seqs()).toEqual(upTo(20))
    expect(world.chat.subscriptions.filter((id) => id === userId)).toHaveLength(1)

    for (const socket of sockets) socket.raw.close()
    await Promise.all(sockets.map((socket) => socket.closed))
    tell(userId, 21, 25)
    const late = await world.connect(userId)
    expect(late.frames[0]).toMatchObject({ type: 'ready', data: { cursor: '25' } })
    tell(userId, 26, 26)
    await eventually(() => late.seqs()).toEqual([26])
  })

  it('go on after chat was restarted, without a gap or a double', async () => {
    await start()
    const userId = newId()
    const socket = await world.connect(userId)
    tell(userId, 1, 5)
    await eventually(() => socket.seqs()).toEqual(upTo(5))
    const restarted = world.restartChat()
    tell(userId, 6, 30)
    await restarted
    tell(userId, 31, 40)
    await eventually(() => socket.seqs()).toEqual(upTo(40))
  })

  it('come from another instance within seconds when the one that brings them hangs', async () => {
    await start({ secondChat: true })
    const userId = newId()
    const socket = await world.connect(userId)
    tell(userId, 1, 5)
    await eventually(() => socket.seqs()).toEqual(upTo(5))
    const [first, second] = world.chats.map(({ state }) => state)
    const [hanging, other] = first!.streams === 1 ? [first!, second!] : [second!, first!]
    hanging.hangs = true
    tell(userId, 6, 30)
    await eventually(() => socket.seqs()).toEqual(upTo(30))
    expect(other.streams).toBe(1)
    hanging.hangs = false
    tell(userId, 31, 32)
    await eventually(() => hanging.streams).toBe(0)
    await eventually(() => socket.seqs()).toEqual(upTo(32))
  })

  it('tell of a resync when chat no longer keeps what the gateway missed', async () => {
    await start()
    const userId = newId()
    const socket = await world.connect(userId)
    await world.stopChat()
    tell(userId, 1, 30)
    world.chat.prunedTo.set(userId, 20)
    await world.restartChat()
    await eventually(() => socket.frames.at(-1)).toEqual({ type: 'resync.required', cursor: '30', data: {} })
    tell(userId, 31, 31)
    await eventually(() => socket.seqs()).toEqual([31])
  })

  it('cannot be had while chat is away: the socket is told to come later', async () => {
    await start({ times: { subscribeMs: 300 } })
    await world.stopChat()
    const socket = world.open()
    const access_token = await world.authority.issue(newId())
    await expect(socket.request('auth', { access_token })).rejects.toMatchObject({
      code: 'CHAT_UNAVAILABLE',
      status: 503,
    })
    expect(await socket.closed).toMatchObject({ code: 1013 })
  })
})

describe('a cursor in auth', () => {
  it('brings what was missed between ready and the ack, then what is live', async () => {
    await start({ times: { settleMs: 60_000 } })
    const userId = newId()
    tell(userId, 1, 130)
    const [socket, other] = [world.open(), await world.connect(userId)]
    await other.request('resume', { cursor: '130' })
    const data = { access_token: await world.authority.issue(userId), cursor: '10' }
    const signedIn = socket.request('auth', data)
    tell(userId, 131, 140)
    const reached = Number((await signedIn).data['cursor'])
    expect(socket.frames[0]).toMatchObject({ type: 'ready', data: { since: '10' } })
    expect(socket.seqs()).toEqual(upTo(reached, 11))
    await eventually(() => socket.seqs()).toEqual(upTo(140, 11))
    await eventually(() => other.seqs()).toEqual(upTo(140, 131))
  })

  it('that is empty asks for what is live, at once', async () => {
    await start({ times: { settleMs: 60_000 } })
    const userId = newId()
    tell(userId, 1, 3)
    const socket = world.open()
    const data = { access_token: await world.authority.issue(userId), cursor: '' }
    expect((await socket.request('auth', data)).data).toEqual({ cursor: '3' })
    tell(userId, 4, 5)
    await eventually(() => socket.seqs()).toEqual([4, 5])
  })

  it.each(['19', '31', 'x'])('that is too old, of the future or none gets a resync: %s', async (cursor) => {
    await start({ times: { settleMs: 60_000 } })
    const userId = newId()
    tell(userId, 1, 30)
    world.chat.prunedTo.set(userId, 20)
    const socket = world.open()
    const data = { access_token: await world.authority.issue(userId), cursor }
    expect((await socket.request('auth', data)).data).toEqual({ cursor: '30' })
    expect(socket.frames[1]).toEqual({ type: 'resync.required', cursor: '30', data: {} })
    tell(userId, 31, 31)
    await eventually(() => socket.seqs()).toEqual([31])
  })
})

describe('resume', () => {
  it('brings what was missed in order, then what is live', async () => {
    await start({ times: { settleMs: 5_000 } })
    const userId = newId()
    tell(userId, 1, 130)
    const [socket, other] = [await world.connect(userId), await world.connect(userId)]
    await other.request('resume', { cursor: '130' })
    tell(userId, 131, 135)
    await eventually(() => other.seqs()).toEqual(upTo(135, 131))
    expect(socket.seqs()).toEqual([])
    expect((await socket.request('resume', { cursor: '10' })).data).toEqual({ cursor: '135' })
    tell(userId, 136, 140)
    await eventually(() => socket.seqs()).toEqual(upTo(140, 11))
  })

  it('needs no answer to auth before it is sent', async () => {
    await start()
    const userId = newId()
    tell(userId, 1, 9)
    const socket = world.open()
    await socket.opened
    socket.send({ type: 'auth', id: 'a', data: { access_token: await world.authority.issue(userId) } })
    socket.send({ type: 'resume', id: 'b', data: { cursor: '4' } })
    await eventually(() => socket.seqs()).toEqual(upTo(9, 5))
  })

  it('sends nothing twice when it is asked for twice', async () => {
    await start()
    const userId = newId()
    tell(userId, 1, 6)
    const socket = await world.connect(userId)
    await socket.request('resume', { cursor: '3' })
    expect((await socket.request('resume', { cursor: '3' })).data).toEqual({ cursor: '6' })
    await socket.request('resume', { cursor: '5' })
    tell(userId, 7, 8)
    await eventually(() => socket.seqs()).toEqual([4, 5, 6, 7, 8])
  })

  it('asks for a resync when it comes after later events: nothing is brought out of order', async () => {
    await start({ times: { settleMs: 1 } })
    const userId = newId()
    tell(userId, 1, 6)
    const socket = await world.connect(userId)
    tell(userId, 7, 8)
    await eventually(() => socket.seqs()).toEqual([7, 8])
    for (const cursor of ['3', '1']) {
      expect((await socket.request('resume', { cursor })).data).toEqual({ cursor: '8' })
      expect(socket.frames.at(-2)).toEqual({ type: 'resync.required', cursor: '8', data: {} })
    }
    tell(userId, 9, 9)
    await eventually(() => socket.seqs()).toEqual([7, 8, 9])
  })

  it('is waited for until the client has read ready, however slow its line is', async () => {
    await start({ times: { settleMs: 1 } })
    const userId = newId()
    tell(userId, 1, 6)
    const socket = world.open()
    await socket.opened
    const mayRead = socket.holdPongs()
    await socket.request('auth', { access_token: await world.authority.issue(userId) })
    tell(userId, 7, 8)
    const other = await world.connect(userId)
    await other.request('resume', { cursor: '6' })
    await eventually(() => other.seqs()).toEqual([7, 8])
    expect(socket.seqs()).toEqual([])
    const resumed = socket.request('resume', { cursor: '2' })
    mayRead()
    await resumed
    await eventually(() => socket.seqs()).toEqual(upTo(8, 3))
  })

  it('asks for a resync on a cursor that is too old, unknown or empty', async () => {
    await start()
    const userId = newId()
    tell(userId, 1, 30)
    world.chat.prunedTo.set(userId, 20)
    const socket = await world.connect(userId)
    for (const cursor of ['19', '31', 'x', '']) {
      await socket.request('resume', { cursor })
      expect(socket.frames.at(-2)).toEqual({ type: 'resync.required', cursor: '30', data: {} })
    }
    tell(userId, 31, 31)
    await eventually(() => socket.seqs()).toEqual([31])
  })

  it('loses and doubles nothing while messages flow, sockets break and chat restarts', async () => {
    await start()
    const userId = newId()
    const total = 600
    let told = 0
    const telling = setInterval(() => {
      tell(userId, told + 1, told + 4)
      told += 4
      if (told >= total) clearInterval(telling)
    }, 5)
    const seqs: number[] = []
    let cursor = '0'
    for (let round = 0; seqs.at(-1) !== total; round += 1) {
      const socket = await world.connect(userId).catch(() => undefined)
      const resumed = socket?.request('resume', { cursor }).catch(() => undefined)
      if (round === 1) await world.restartChat()
      await resumed
      await eventually(() => (socket?.seqs().at(-1) ?? 0) > 120 * (round + 1) || told >= total).toBe(true)
      await eventually(
        () => told < total || socket?.seqs().at(-1) === total || socket?.raw.readyState === 3,
      ).toBe(true)
      socket?.raw.terminate()
      seqs.push(...(socket?.seqs() ?? []))
      cursor = socket?.frames.findLast((frame) => frame.cursor !== undefined)?.cursor ?? cursor
    }
    expect(seqs).toEqual(upTo(total))
  })
})

describe('the gateway protects itself', () => {
  it('replaces the oldest of more than five sockets of a person', async () => {
    await start()
    const userId = newId()
    const first = await world.connect(userId)
    const others = [1, 2, 3, 4].map(() => world.connect(userId))
    await Promise.all(others)
    await world.connect(userId)
    expect(await first.closed).toMatchObject({ code: 4409 })
    for (const socket of await Promise.all(others)) await socket.request('ping')
  })

  it('closes a socket that reads too slowly, and no other', async () => {
    await start()
    const userId = newId()
    const [slow, quick] = [await world.connect(userId), await world.connect(userId)]
    slow.raw.pause()
    testLog.clear()
    let last = 0
    while (!testLog.records().some(({ message }) => message === 'a chat socket reads too slowly')) {
      tell(userId, last + 1, last + 100, 'x'.repeat(4000))
      last += 100
      await eventually(() => quick.seqs().at(-1)).toBe(last)
    }
    slow.raw.resume()
    expect((await slow.closed).code).toBe(4408)
    expect(quick.seqs()).toEqual(upTo(last))
  })

  it('refuses messages above the limit and closes who does not stop', async () => {
    await start({ config: { rateLimitScale: 0.1 } })
    const socket = await world.connect(newId())
    const send = async () => {
      const data = { conversation_id: newId(), client_message_id: newId(), text: 'spam' }
      return socket.request('message.send', data)
    }
    for (let i = 0; i < 6; i++) await send()
    await expect(send()).rejects.toMatchObject({ code: 'RATE_LIMITED', status: 429 })
    const refused = socket.frames.at(-1)!.data as { retry_after?: number }
    expect(refused.retry_after).toBeGreaterThan(0)
    for (let i = 0; i < 61; i++) socket.send({ type: 'message.send' })
    expect(await socket.closed).toMatchObject({ code: 4429 })
  })

  it('ends peers that answer no ping', async () => {
    await start({ times: { heartbeatMs: 60 } })
    const dead = await world.connect(newId())
    const alive = await world.connect(newId())
    dead.raw.removeAllListeners('ping')
    Object.assign(dead.raw, { pong: () => undefined, _autoPong: false })
    expect(await dead.closed).toMatchObject({ code: 1006 })
    await alive.request('ping')
  })
})

describe('the end of the gateway', () => {
  it('answers what is under way and sends everybody away with a hint when to come back', async () => {
    await start()
    const userId = newId()
    world.chat.people.push(userId)
    const release = world.chat.holdSends()
    const sockets = await Promise.all(Array.from({ length: 4 }, () => world.connect(userId)))
    const sent = sockets.map((socket) =>
      socket.request('message.send', { conversation_id: newId(), client_message_id: newId(), text: 'last' }),
    )
    // Frames are read in order: what was sent before an answered ping has arrived.
    await Promise.all(sockets.map((socket) => socket.request('ping')))
    const closing = world.gateway.app.close()
    await new Promise((resolve) => setImmediate(resolve))
    release()
    await expect(Promise.all(sent)).resolves.toHaveLength(4)
    await closing
    for (const socket of sockets) {
      const { code, reason } = await socket.closed
      expect(code).toBe(1012)
      expect(
        (JSON.parse(reason) as { reconnect_after_ms: number }).reconnect_after_ms,
      ).toBeGreaterThanOrEqual(500)
    }
  })
})
