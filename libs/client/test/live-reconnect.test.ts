import { afterEach, describe, expect, it, vi } from 'vitest'

import { reconnectDelay, reconnectHint } from '../src/live/backoff.js'
import type { Frame } from '../src/live/frames.js'
import { endWorld, holdTime, openWorld, passTime, type World } from './live-world.js'

afterEach(endWorld)

const isReady = ({ live }: World): Promise<void> => vi.waitFor(() => expect(live.state).toBe('ready'), 3_000)

const message = (cursor: string, seq: number): Frame => ({
  type: 'message.created',
  cursor,
  data: { message: { seq } },
})

const seqs = ({ heard }: World): unknown[] =>
  heard.flatMap((event) => (event.type === 'message.created' ? [event.data.message?.seq] : []))

describe('events', () => {
  it('reach every listener until it stops and move the cursor', async () => {
    const world = await openWorld()
    await isReady(world)
    const other = vi.fn()
    const stop = world.live.on(other)
    world.peer().send(message('11', 1))
    await vi.waitFor(() => expect(world.live.cursor).toBe('11'))
    stop()
    world.peer().send(message('12', 2))
    await vi.waitFor(() => expect(seqs(world)).toEqual([1, 2]))
    expect(other).toHaveBeenCalledTimes(1)
    expect(world.heard.at(-1)).toEqual({
      type: 'message.created',
      cursor: '12',
      data: { message: { seq: 2 } },
    })
  })

  it('that are not kept leave the cursor alone', async () => {
    const world = await openWorld()
    await isReady(world)
    const data = { conversation_id: 'c', user_id: 'u', state: 'STARTED' }
    world.peer().send({ type: 'conversation.typing', data })
    await vi.waitFor(() =>
      expect(world.heard.at(-1)).toEqual({ type: 'conversation.typing', cursor: undefined, data }),
    )
    expect(world.live.cursor).toBe('10')
  })

  it('survive what is no frame', async () => {
    const world = await openWorld()
    await isReady(world)
    world.peer().send(null as unknown as Frame)
    world.peer().send({ data: 1 } as unknown as Frame)
    world.peer().send({ type: 'error', data: { problem: { code: 'FRAME_MALFORMED' } } })
    world.peer().send(message('11', 1))
    await vi.waitFor(() => expect(seqs(world)).toEqual([1]))
  })
})

describe('a lost connection', () => {
  it('comes back and resumes where it stopped, before it is ready', async () => {
    const world = await openWorld()
    await isReady(world)
    world.peer().send(message('11', 1))
    await vi.waitFor(() => expect(world.live.cursor).toBe('11'))
    world.server.cursor = '13'
    world.server.on('resume', (peer, frame) => {
      expect(world.live.state).toBe('connecting')
      peer.send(message('12', 2))
      peer.send(message('13', 3))
      peer.ack(frame, { cursor: '13' })
    })
    world.peer().cut()
    await vi.waitFor(() => expect(world.server.peers).toHaveLength(2), 3_000)
    await isReady(world)
    expect(world.peer().frames[1]).toEqual({ type: 'resume', id: '2', data: { cursor: '11' } })
    expect(seqs(world)).toEqual([1, 2, 3])
    expect(world.live.cursor).toBe('13')
    expect(world.states()).toEqual(['ready', 'offline', 'connecting', 'ready'])
  })

  it('resumes from the cursor of an earlier page', async () => {
    const world = await openWorld({ cursor: '7' })
    await isReady(world)
    expect(world.peer().frames[1]).toMatchObject({ type: 'resume', data: { cursor: '7' } })
  })

  it('does not resume when nothing happened', async () => {
    const world = await openWorld({ cursor: '10' })
    await isReady(world)
    expect(world.peer().frames.map((frame) => frame.type)).toEqual(['auth'])
  })

  it('tells to load anew when the server says so, and goes on from the cursor it names', async () => {
    const world = await openWorld({
      cursor: '3',
      prepare: (server) =>
        server.on('resume', (peer, frame) => {
          peer.send({ type: 'resync.required', cursor: '20', data: {} })
          peer.ack(frame, { cursor: '20' })
        }),
    })
    await isReady(world)
    expect(world.heard.map((event) => event.type)).toEqual(['resync.required', 'state'])
    expect(world.live.cursor).toBe('20')
  })

  it('tries again when the resume fails', async () => {
    let failures = 0
    const world = await openWorld({
      cursor: '3',
      prepare: (server) =>
        server.on('resume', (peer, frame) =>
          ++failures < 3 ? peer.refuse(frame, { code: 'CHAT_UNAVAILABLE', status: 503 }) : peer.ack(frame),
        ),
    })
    await vi.waitFor(() => expect(world.live.state).toBe('ready'), 5_000)
    expect(world.server.peers).toHaveLength(3)
    expect(world.peer().frames[1]?.data).toEqual({ cursor: '3' })
  })

  it('stores a message once whose acknowledgement was lost', async () => {
    const world = await openWorld()
    await isReady(world)
    const ids: string[] = []
    world.server.on('message.send', (peer, frame) => {
      const { client_message_id: id } = frame.data as { client_message_id: string }
      ids.push(id)
      if (ids.length === 1) return peer.cut()
      peer.ack(frame, { message: { seq: 1, client_message_id: id } })
    })
    const stored = await world.live.sendMessage({ conversation_id: 'c', text: 'Hello' })
    expect(ids).toEqual([stored.client_message_id, stored.client_message_id])
  })

  it('refuses what makes no sense later and sends what does', async () => {
    const world = await openWorld()
    await isReady(world)
    world.peer().cut()
    await vi.waitFor(() => expect(world.live.state).not.toBe('ready'))
    await expect(world.live.setTyping('c', 'STARTED')).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    await expect(world.live.sendMessage({ conversation_id: 'c', text: 'later' })).resolves.toMatchObject({
      seq: 1,
    })
  })

  it('stays away when it was closed by hand, and rejects what waits', async () => {
    const world = await openWorld()
    await isReady(world)
    world.server.on('message.send', () => {})
    const waiting = world.live.sendMessage({ conversation_id: 'c', text: 'never' })
    world.live.close()
    await expect(waiting).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    await vi.waitFor(() => expect(world.peer().isClosed).toBe(true))
    expect(world.live.state).toBe('closed')
    expect(world.server.peers).toHaveLength(1)
  })
})

describe('a gateway that reads the cursor in auth', () => {
  /** Brings events after `ready`, and the ack when told. */
  const bring = (cursors: readonly string[]) => (server: World['server']) =>
    server.on('auth', (peer, frame) => {
      const since = (frame.data as { cursor: string }).cursor
      peer.send({ type: 'ready', data: { session_id: 's', cursor: '20', heartbeat_ms: 25_000, since } })
      for (const cursor of cursors) peer.send(message(cursor, Number(cursor)))
    })

  it('is asked once: the connection is ready when everything missed has come', async () => {
    const world = await openWorld({ cursor: '7', prepare: bring(['8', '9']) })
    await vi.waitFor(() => expect(seqs(world)).toEqual([8, 9]))
    expect(world.live.state).toBe('connecting')
    world.peer().ack(world.peer().frames[0]!, { cursor: '12' })
    await isReady(world)
    expect(world.live.cursor).toBe('12')
    expect(world.peer().frames.map(({ type }) => type)).toEqual(['auth'])
    world.peer().send(message('13', 13))
    await vi.waitFor(() => expect(seqs(world)).toEqual([8, 9, 13]))
  })

  it('may take its time as long as events come', async () => {
    holdTime()
    const world = await openWorld({ cursor: '7', prepare: bring([]) })
    await vi.waitFor(() => expect(world.server.peers[0]?.frames).toHaveLength(1), { interval: 0 })
    for (const cursor of ['8', '9', '10']) {
      await passTime(9)
      world.peer().send(message(cursor, Number(cursor)))
      await vi.waitFor(() => expect(world.live.cursor).toBe(cursor), { interval: 0 })
    }
    expect(world.states()).toEqual([])
    await passTime(21)
    expect(world.states()).toContain('offline')
  })
})

describe('a gateway that reads no cursor in auth', () => {
  it('may bring live events first: they wait, and a break between loses none', async () => {
    const world = await openWorld({
      cursor: '7',
      prepare: (server) =>
        server.on('resume', (peer) => {
          peer.send(message('11', 11))
          peer.send(message('8', 8))
          if (server.peers.length === 1) peer.cut()
        }),
    })
    await vi.waitFor(() => expect(world.server.peers).toHaveLength(2), 3_000)
    await vi.waitFor(() =>
      expect(world.peer().frames[1]).toMatchObject({ type: 'resume', data: { cursor: '7' } }),
    )
    expect(seqs(world)).toEqual([])
    world.peer().ack(world.peer().frames[1]!, { cursor: '10' })
    await isReady(world)
    expect(seqs(world)).toEqual([8, 11])
    expect(world.live.cursor).toBe('11')
  })
})

describe('time', () => {
  it('is given as the restarting gateway asks for it', async () => {
    holdTime()
    const world = await openWorld()
    await isReady(world)
    world.peer().close(1012, '{"reconnect_after_ms":30000}')
    await vi.waitFor(() => expect(world.live.state).toBe('offline'), { interval: 0 })
    await passTime(29)
    expect(world.live.state).toBe('offline')
    await passTime(1)
    await vi.waitFor(() => expect(world.live.state).toBe('ready'), { interval: 0 })
  })

  it('is not waited for when the network is back: it connects at once', async () => {
    holdTime()
    const world = await openWorld()
    await isReady(world)
    world.peer().close(1012, '{"reconnect_after_ms":30000}')
    await vi.waitFor(() => expect(world.live.state).toBe('offline'), { interval: 0 })
    world.live.wake()
    world.live.wake()
    await vi.waitFor(() => expect(world.live.state).toBe('ready'), { interval: 0 })
    await passTime(40)
    expect(world.server.peers).toHaveLength(2)
  })

  it('is short for a silent socket when the person is back: it is asked at once whether it lives', async () => {
    holdTime()
    const world = await openWorld()
    await isReady(world)
    world.server.on('ping', () => {})
    world.live.wake()
    await passTime(10)
    expect(world.states()).toContain('offline')
  })

  it.each([
    ['pings', (world: World) => world.server.on('ping', () => {}), 35],
    ['requests', (world: World) => world.server.on('read.set', () => {}), 10],
  ])('runs out for a server that leaves %s without an answer', async (_, silence, seconds) => {
    holdTime()
    const world = await openWorld()
    await isReady(world)
    silence(world)
    const asked = world.live.setRead('c', 1).catch(() => {})
    await passTime(seconds - 1)
    expect(world.live.state).toBe('ready')
    await passTime(1)
    expect(world.states()).toContain('offline')
    await asked
  })

  it('runs out for a server that never gets ready', async () => {
    holdTime()
    const world = await openWorld({
      prepare: (server) => server.on('auth', (peer, frame) => peer.ack(frame)),
    })
    await vi.waitFor(() => expect(world.server.peers[0]?.frames).toHaveLength(1), { interval: 0 })
    await passTime(15)
    expect(world.states()).toContain('offline')
  })

  it('doubles between attempts up to 2 seconds, later to 8, spread over its upper half', () => {
    const attempts = [0, 1, 2, 5, 30]
    const random = vi.spyOn(Math, 'random').mockReturnValue(1)
    expect(attempts.map(reconnectDelay)).toEqual([125, 250, 500, 1_000, 4_000])
    random.mockReturnValue(0)
    expect(attempts.map(reconnectDelay)).toEqual([250, 500, 1_000, 2_000, 8_000])
    random.mockRestore()
  })

  it.each([
    ['{"reconnect_after_ms":1500}', 1_500],
    ['{"reconnect_after_ms":-1}', undefined],
    ['{"reconnect_after_ms":3600000}', undefined],
    ['{"reconnect_after_ms":"1"}', undefined],
    ['null', undefined],
    ['restart', undefined],
    ['', undefined],
  ])('reads the hint of %s as %s', (reason, expected) => {
    expect(reconnectHint(reason)).toBe(expected)
  })
})
