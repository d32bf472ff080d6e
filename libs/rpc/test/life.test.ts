import { setTimeout as pause } from 'node:timers/promises'

import { status } from '@grpc/grpc-js'
import { afterEach, describe, expect, it } from 'vitest'

import { AuthServiceService } from '@kindred/contracts/auth'
import { MediaServiceService } from '@kindred/contracts/media'
import { ProfileServiceService } from '@kindred/contracts/profile'
import { AppError } from '@kindred/kernel'

import { createClient, createGrpcTransport, type Handlers, implement } from '../src/index.js'
import { closeAll, connect, partly, startServer } from './harness.js'
import { startRawServer } from './raw-server.js'

type ProfileHandlers = Handlers<object, typeof ProfileServiceService>
type MediaHandlers = Handlers<object, typeof MediaServiceService>
type AuthHandlers = Handlers<object, typeof AuthServiceService>

const serveProfile = (handlers: Partial<ProfileHandlers>, port = 0) =>
  startServer([implement(ProfileServiceService, partly<ProfileHandlers>(handlers), {})], { port })

const serveMedia = (handlers: Partial<MediaHandlers>) =>
  startServer([implement(MediaServiceService, partly<MediaHandlers>(handlers), {})], { name: 'media' })

const alice = { token: 'alice' }
const page = { pageSize: 0, pageToken: '' }
const silence = () => new Promise<never>(() => undefined)

afterEach(closeAll)

describe('two hops', () => {
  const chain = async (onMedia: (left: number, signal: AbortSignal, bearer: string | undefined) => void) => {
    const { address: mediaAddress } = await serveMedia({
      listMyMedia: (_context, _request, call) => {
        onMedia(call.outgoing().deadlineMs ?? Infinity, call.signal, call.outgoing().token)
        return silence()
      },
    })
    const media = connect(MediaServiceService, mediaAddress)
    const { address } = await serveProfile({
      getMyProfile: async (_context, _request, call) => {
        await media.listMyMedia(page, call.outgoing())
        return { profile: undefined }
      },
    })
    return connect(ProfileServiceService, address)
  }

  it('share the deadline of the first caller', async () => {
    const seen: number[] = []
    const profile = await chain((left) => seen.push(left))
    const started = Date.now()
    await expect(profile.getMyProfile({}, { ...alice, deadlineMs: 1_500 })).rejects.toMatchObject({
      kind: 'deadline',
      code: 'DEADLINE_EXCEEDED',
    })
    expect(Date.now() - started).toBeLessThan(10_000)
    expect(seen[0]).toBeGreaterThan(0)
    expect(seen[0]).toBeLessThanOrEqual(1_500)
  })

  it('that name no deadline have 2 s, and as much more as their operator allows', async () => {
    const left: number[] = []
    const { address } = await serveProfile({
      getMyProfile: async (_context, _request, call) => {
        left.push(call.outgoing().deadlineMs ?? Infinity)
        return { profile: undefined }
      },
    })
    for (const deadlineScale of [undefined, 5]) {
      const transport = createGrpcTransport({ address, deadlineScale })
      await createClient(ProfileServiceService, transport).getMyProfile({}, alice)
      transport.close()
    }
    const [usual, scaled] = left as [number, number]
    expect(usual).toBeLessThanOrEqual(2_000)
    expect(scaled).toBeGreaterThan(2_000)
    expect(scaled).toBeLessThanOrEqual(10_000)
  })

  it('share the cancellation and the token', async () => {
    const signals: AbortSignal[] = []
    const tokens: (string | undefined)[] = []
    const profile = await chain((_left, signal, token) => (signals.push(signal), tokens.push(token)))
    const leave = new AbortController()
    const call = profile.getMyProfile({}, { ...alice, signal: leave.signal })
    const refused = expect(call).rejects.toMatchObject({ kind: 'canceled', code: 'CANCELED' })
    await expect.poll(() => signals.length).toBe(1)
    leave.abort()
    await refused
    await expect.poll(() => signals[0]?.aborted).toBe(true)
    expect(tokens).toEqual(['alice'])
  })

  it('have two seconds when nobody said otherwise', async () => {
    const { address } = await serveProfile({ getMyProfile: silence })
    const started = Date.now()
    await expect(connect(ProfileServiceService, address).getMyProfile({}, alice)).rejects.toMatchObject({
      kind: 'deadline',
    })
    expect(Date.now() - started).toBeGreaterThan(1_900)
  })
})

describe('retries', () => {
  const failing = async (path: string) => {
    let count = 0
    const raw = await startRawServer(path, (_call: unknown, respond: (error: object) => void) => {
      count += 1
      respond({ code: status.UNAVAILABLE, details: 'not now' })
    })
    return { ...raw, count: () => count }
  }

  it('are made for an idempotent RPC that found nobody', async () => {
    const raw = await failing(ProfileServiceService.getMyProfile.path)
    const profile = connect(ProfileServiceService, raw.address)
    await expect(profile.getMyProfile({}, alice)).rejects.toMatchObject({ code: 'PROFILE_UNAVAILABLE' })
    expect(raw.count()).toBe(3)
    raw.stop()
  })

  it('are never made for any other', async () => {
    const raw = await failing(ProfileServiceService.createProfile.path)
    const profile = connect(ProfileServiceService, raw.address)
    const request = { name: 'A', birthDate: '', gender: 'WOMAN' as const, interests: [], languages: [] }
    await expect(profile.createProfile(request, alice)).rejects.toMatchObject({ code: 'PROFILE_UNAVAILABLE' })
    expect(raw.count()).toBe(1)
    raw.stop()
  })

  it('are never made when the service itself answered', async () => {
    let count = 0
    const { address } = await serveProfile({
      getMyProfile: async () => {
        count += 1
        throw new AppError({ kind: 'unavailable', code: 'MEDIA_UNAVAILABLE', detail: 'No photos now.' })
      },
    })
    const call = connect(ProfileServiceService, address).getMyProfile({}, alice)
    await expect(call).rejects.toMatchObject({ code: 'MEDIA_UNAVAILABLE' })
    expect(count).toBe(1)
  })

  it('stop when the budget is spent', async () => {
    const raw = await failing(ProfileServiceService.getMyProfile.path)
    const transport = createGrpcTransport({ address: raw.address, retryBudget: { max: 3 } })
    const profile = createClient(ProfileServiceService, transport)
    for (let i = 0; i < 5; i += 1) await profile.getMyProfile({}, alice).catch(() => undefined)
    expect(raw.count()).toBe(5 + 3)
    transport.close()
    raw.stop()
  })
})

describe('several instances', () => {
  it('take turns, and one that fails every call is left out', async () => {
    const path = ProfileServiceService.createProfile.path
    const counts = { bad: 0, good: 0 }
    const bad = await startRawServer(path, (_call: unknown, respond: (error: object) => void) => {
      counts.bad += 1
      respond({ code: status.UNAVAILABLE })
    })
    const good = await startRawServer(
      path,
      (_call: unknown, respond: (error: null, bytes: Buffer) => void) => {
        counts.good += 1
        respond(null, Buffer.alloc(0))
      },
    )
    const profile = connect(ProfileServiceService, `ipv4:127.0.0.1:${bad.port},127.0.0.1:${good.port}`)
    const request = { name: 'A', birthDate: '', gender: 'WOMAN' as const, interests: [], languages: [] }
    const round = async () => {
      counts.bad = counts.good = 0
      for (let i = 0; i < 60; i += 1) await profile.createProfile(request, alice).catch(() => undefined)
      return counts.bad
    }
    expect(await round()).toBeGreaterThan(15)
    expect(counts.good).toBeGreaterThan(20)
    await expect.poll(round, { interval: 100 }).toBe(0)
    expect(counts.good).toBe(60)
    bad.stop()
    good.stop()
  })
})

describe('a server that stops', () => {
  it('lets a running call finish and refuses new ones', async () => {
    let finish: () => void = () => undefined
    const { address, server } = await serveProfile({
      getMyProfile: async () => {
        await new Promise<void>((resolve) => (finish = resolve))
        return { profile: undefined }
      },
    })
    const running = connect(ProfileServiceService, address).getMyProfile({}, alice)
    const began = finish
    await expect.poll(() => finish !== began).toBe(true)
    const stopped = server.stop()
    const late = connect(ProfileServiceService, address).getMyProfile({}, alice)
    await expect(late).rejects.toMatchObject({ code: 'PROFILE_UNAVAILABLE' })
    finish()
    await expect(running).resolves.toEqual({ profile: undefined })
    await stopped
  })

  it('ends silent streams at once, so that their readers connect elsewhere', async () => {
    let released = false
    const handlers: Partial<AuthHandlers> = {
      async *watchRevocations(_context, _request, call) {
        call.signal.addEventListener('abort', () => (released = true))
        yield { sessionIds: [], shutOutSessionIds: [], snapshot: true }
        await silence()
      },
    }
    const implementation = implement(AuthServiceService, partly<AuthHandlers>(handlers), {})
    const { address, server } = await startServer([implementation], { name: 'auth' })
    const auth = connect(AuthServiceService, address)
    const stream = auth.watchRevocations({}, { token: 'service' })[Symbol.asyncIterator]()
    await stream.next()
    const next = expect(stream.next()).rejects.toMatchObject({ code: 'AUTH_UNAVAILABLE' })
    await server.stop()
    await next
    expect(released).toBe(true)
  })

  it('cuts what does not end in time', async () => {
    const { address, server } = await serveProfile({ getMyProfile: silence })
    const running = connect(ProfileServiceService, address).getMyProfile({}, { ...alice, deadlineMs: 60_000 })
    const cut = expect(running).rejects.toMatchObject({ code: 'PROFILE_UNAVAILABLE' })
    await pause(50)
    await server.stop(200)
    await cut
  })

  it('is found again soon after its return', async () => {
    const first = await serveProfile({ getMyProfile: async () => ({ profile: undefined }) })
    const profile = connect(ProfileServiceService, first.address)
    await profile.getMyProfile({}, alice)
    await first.server.stop(0)
    const gone = Array.from({ length: 20 }, () => profile.getMyProfile({}, alice))
    const codes = (await Promise.allSettled(gone)).map(
      (call) => call.status === 'rejected' && call.reason.code,
    )
    expect(new Set(codes)).toEqual(new Set(['PROFILE_UNAVAILABLE']))
    await serveProfile({ getMyProfile: async () => ({ profile: undefined }) }, first.port)
    const answer = () => profile.getMyProfile({}, alice).catch(() => undefined)
    await expect.poll(answer).toEqual({ profile: undefined })
  })
})
