import { afterEach, describe, expect, it, vi } from 'vitest'

import { KindredError } from '../src/problem.js'
import { endWorld, holdTime, openWorld, passTime, type World } from './live-world.js'

afterEach(endWorld)

const isReady = ({ live }: World): Promise<void> => vi.waitFor(() => expect(live.state).toBe('ready'))

const revoked = (): Promise<never> =>
  Promise.reject(
    new KindredError({
      type: 'about:blank',
      title: '',
      status: 401,
      detail: '',
      code: 'REFRESH_TOKEN_INVALID',
    }),
  )

describe('a live connection', () => {
  it('offers kindred.v1, signs in with its first frame and is ready', async () => {
    const world = await openWorld()
    expect(world.live.state).toBe('connecting')
    await isReady(world)
    expect(world.peer().protocol).toBe('kindred.v1')
    expect(world.peer().frames).toEqual([{ type: 'auth', id: '1', data: { access_token: 'a1', cursor: '' } }])
    expect(world.live.cursor).toBe('10')
    expect(world.states()).toEqual(['ready'])
  })

  it('never says its token in the address', async () => {
    const world = await openWorld({ held: { accessToken: 'secret' } })
    await isReady(world)
    expect(world.server.url).not.toContain('secret')
  })

  it('shows a token that lives, renewed first when need be', async () => {
    const world = await openWorld({ held: { expiresAt: Date.now() - 1 } })
    await isReady(world)
    expect(world.peer().frames[0]?.data).toEqual({ access_token: 'a2', cursor: '' })
    expect(world.renewals).toEqual(['r1'])
  })

  it('ends when nobody is signed in', async () => {
    const world = await openWorld({ held: null })
    await vi.waitFor(() => expect(world.live.state).toBe('closed'), 3_000)
    expect(world.heard.at(-1)).toEqual({ type: 'state', state: 'closed', closeCode: 4401 })
    expect(world.server.peers.every((peer) => peer.frames.length === 0)).toBe(true)
  })

  it('renews a token that the server refuses and comes back', async () => {
    const world = await openWorld({
      prepare: (server) =>
        server.on('auth', (peer, frame) => {
          if ((frame.data as { access_token: string }).access_token !== 'a1')
            return peer.send({ type: 'ready', data: { session_id: 's', cursor: '10', heartbeat_ms: 25_000 } })
          peer.refuse(frame, { code: 'TOKEN_EXPIRED', status: 401 })
          peer.close(4401)
        }),
    })
    await isReady(world)
    expect(world.renewals).toEqual(['r1'])
    expect(world.states()).toEqual(['offline', 'connecting', 'ready'])
  })

  it('does not spend its refresh token on an outage of the server', async () => {
    let refusals = 0
    const world = await openWorld({
      prepare: (server) =>
        server.on('auth', (peer, frame) => {
          if (++refusals > 2)
            return peer.send({ type: 'ready', data: { session_id: 's', cursor: '10', heartbeat_ms: 25_000 } })
          peer.refuse(frame, { code: 'AUTH_UNAVAILABLE', status: 503 }, 1)
          peer.close(1013)
        }),
    })
    await vi.waitFor(() => expect(world.live.state).toBe('ready'), 5_000)
    expect(world.renewals).toEqual([])
  })

  it('renews after a close with 4401 and comes back', async () => {
    const world = await openWorld()
    await isReady(world)
    world.peer().close(4401, 'sign in again')
    await vi.waitFor(
      () => expect(world.server.peers[1]?.frames[0]?.data).toEqual({ access_token: 'a2', cursor: '10' }),
      3_000,
    )
    await isReady(world)
  })

  it('ends for good when the session was revoked', async () => {
    const world = await openWorld({ refresh: revoked })
    await isReady(world)
    world.peer().close(4401, 'sign in again')
    await vi.waitFor(() => expect(world.live.state).toBe('closed'), 3_000)
    expect(world.tokens.load()).toBeUndefined()
    expect(world.server.peers).toHaveLength(1)
  })

  it.each([4403, 4409])('ends for good on %d', async (code) => {
    const world = await openWorld()
    await isReady(world)
    world.peer().close(code)
    await vi.waitFor(() => expect(world.live.state).toBe('closed'))
    expect(world.heard.at(-1)).toEqual({ type: 'state', state: 'closed', closeCode: code })
    expect(world.states()).not.toContain('offline')
  })

  it('shows the new token on the living socket before the old one dies', async () => {
    holdTime()
    const world = await openWorld()
    await isReady(world)
    await passTime(240)
    expect(world.peer().frames).toHaveLength(1)
    await passTime(40)
    await vi.waitFor(() =>
      expect(world.peer().frames[1]).toMatchObject({ type: 'auth', data: { access_token: 'a2' } }),
    )
    expect(world.server.peers).toHaveLength(1)
    expect(world.live.state).toBe('ready')
  })

  it('ends when its socket belongs to another person than the tokens do', async () => {
    holdTime()
    const world = await openWorld()
    await isReady(world)
    world.server.on('auth', (peer, frame) => peer.refuse(frame, { code: 'AUTH_OTHER_USER', status: 403 }))
    world.tokens.save({ accessToken: 'b1', refreshToken: 's1', expiresAt: Date.now() + 300_000 })
    await passTime(20)
    await vi.waitFor(() => expect(world.live.state).toBe('closed'))
  })
})
