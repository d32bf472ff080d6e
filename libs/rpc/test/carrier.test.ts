import { afterEach, describe, expect, it } from 'vitest'

import { ProfileServiceService } from '@kindred/contracts/profile'
import { type CarriedCall, CarrierServiceService, type CarryResponse } from '@kindred/contracts/rpc'
import type { AppError } from '@kindred/kernel'

import { type Call, createClient, createGrpcTransport, type Handlers, implement } from '../src/index.js'
import { closeAll, connect, openCarried, partly, startServer } from './harness.js'
import { startRawServer } from './raw-server.js'

type ProfileHandlers = Handlers<object, typeof ProfileServiceService>

const serveProfile = (handlers: Partial<ProfileHandlers>, port = 0) =>
  startServer([implement(ProfileServiceService, partly<ProfileHandlers>(handlers), {})], { port })

const alice = { token: 'alice', deadlineMs: 60_000 }
const empty = { profile: undefined }
const silence = () => new Promise<never>(() => undefined)

/** A handler that waits until it is let go, one call after the other. */
function held() {
  const calls: { call: Call; finish: () => void }[] = []
  let tell = (): void => undefined
  const first = new Promise<void>((resolve) => (tell = resolve))
  const handle = (_context: object, _request: object, call: Call) => {
    tell()
    return new Promise<typeof empty>((resolve) => calls.push({ call, finish: () => resolve(empty) }))
  }
  return { calls, first, handle }
}

async function open(address: string) {
  const transport = await openCarried(address)
  return { profile: createClient(ProfileServiceService, transport), transport }
}

/** Speaks to a server's carrier frame by frame. */
function speak(
  address: string,
  messages: readonly { calls?: Partial<CarriedCall>[]; canceledIds?: number[] }[],
) {
  const asked = messages.map(({ calls = [], canceledIds = [] }) => ({
    calls: calls.map((call) => ({ ...blank, ...call })),
    canceledIds,
  }))
  return connect(CarrierServiceService, address).carry(stay(asked), { token: 'service' })
}

async function* stay<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
  await silence()
}

const blank: CarriedCall = {
  id: 1,
  path: ProfileServiceService.getMyProfile.path,
  deadlineMs: 0,
  tokenNumber: 1,
  token: 'alice',
  requestId: '',
  traceparent: '',
  idempotencyKey: '',
  headers: {},
  payload: Buffer.alloc(0),
}

async function read(responses: AsyncIterable<CarryResponse>, count: number) {
  const answers = []
  for await (const message of responses) {
    answers.push(...message.answers)
    if (answers.length >= count) return answers
  }
  return answers
}

afterEach(closeAll)

describe('a carrier', () => {
  it('is for services of Kindred alone', async () => {
    const { address } = await serveProfile({})
    for (const token of ['alice', 'bot', undefined]) {
      const carried = connect(CarrierServiceService, address).carry(stay([]), { token })
      await expect(read(carried, 1)).rejects.toMatchObject({ code: token ? 'FORBIDDEN' : 'UNAUTHENTICATED' })
    }
  })

  it('answers calls in the order in which they are ready', async () => {
    const { calls, handle } = held()
    const { address } = await serveProfile({
      getMyProfile: handle,
      getMyPreferences: async () => ({ preferences: undefined }),
    })
    const { profile } = await open(address)
    const slow = profile.getMyProfile({}, alice)
    await profile.getMyPreferences({}, alice)
    await expect.poll(() => calls.length).toBe(1)
    calls[0]?.finish()
    await expect(slow).resolves.toEqual(empty)
  })

  it('knows a token by its number after the first time, each stream its own', async () => {
    const { address } = await serveProfile({ getMyProfile: async () => empty })
    const again = { id: 2, token: '' }
    expect(await read(speak(address, [{ calls: [{}, again] }]), 2)).toMatchObject([{ code: 0 }, { code: 0 }])
    await expect(read(speak(address, [{ calls: [again] }]), 1)).rejects.toMatchObject({
      code: 'CARRIER_MISUSED',
    })
  })

  it('passes a cancellation on', async () => {
    const { calls, handle } = held()
    const { address } = await serveProfile({ getMyProfile: handle })
    const { profile } = await open(address)
    const leave = new AbortController()
    const call = profile.getMyProfile({}, { ...alice, signal: leave.signal })
    const refused = expect(call).rejects.toMatchObject({ kind: 'canceled' })
    await expect.poll(() => calls.length).toBe(1)
    leave.abort()
    await refused
    await expect.poll(() => calls[0]?.call.signal.aborted).toBe(true)
    await expect(profile.getMyProfile({}, { ...alice, signal: leave.signal })).rejects.toMatchObject({
      kind: 'canceled',
    })
  })

  it('keeps a deadline on both sides', async () => {
    const { calls, handle } = held()
    const { address } = await serveProfile({ getMyProfile: handle })
    const { profile } = await open(address)
    await expect(profile.getMyProfile({}, { ...alice, deadlineMs: 300 })).rejects.toMatchObject({
      kind: 'deadline',
      code: 'DEADLINE_EXCEEDED',
    })
    await expect.poll(() => calls[0]?.call.signal.aborted).toBe(true)
    expect(calls[0]?.call.outgoing().deadlineMs).toBeLessThanOrEqual(0)
  })

  it('brings a large answer whole, and small ones meanwhile', async () => {
    const interests = Array.from({ length: 3_000 }, (_, index) => ({
      id: `${index}`,
      group: '',
      label: 'x'.repeat(1_000),
    }))
    const { address } = await serveProfile({
      getCatalogue: async () => ({ interests, goals: [], languages: [] }),
      getMyProfile: async () => empty,
    })
    const { profile } = await open(address)
    const order: string[] = []
    const large = profile.getCatalogue({}).then((answer) => (order.push('large'), answer))
    const small = profile.getMyProfile({}, alice).then(() => order.push('small'))
    expect((await large).interests).toEqual(interests)
    await small
    expect(order).toEqual(['small', 'large'])
  })

  it('leaves a request above 64 KiB to a stream of its own', async () => {
    const { address, log } = await serveProfile({})
    const { profile } = await open(address)
    const call = profile.getProfile({ userId: 'x'.repeat(70_000) }, alice)
    await expect(call).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
    expect(log.lines.filter(({ fields }) => fields['code'] === 'VALIDATION_FAILED')).toHaveLength(1)
  })

  it('refuses at once what is above a thousand calls', async () => {
    const { calls, handle } = held()
    const { address } = await serveProfile({ getMyProfile: handle })
    const { profile } = await open(address)
    const many = Array.from({ length: 1_000 }, () =>
      profile.getMyProfile({}, { ...alice, deadlineMs: 60_000 }),
    )
    await expect.poll(() => calls.length, { timeout: 60_000 }).toBe(1_000)
    await expect(profile.getMyProfile({}, alice)).rejects.toMatchObject({
      kind: 'unavailable',
      retryAfter: 1,
    })
    for (const { finish } of calls) finish()
    await Promise.all(many)
  })
})

describe('several instances', () => {
  it('share calls by who is at fewer: one that hangs gets one call, the other all the rest', async () => {
    const { calls, first, handle } = held()
    const hung = await serveProfile({ getMyProfile: handle })
    const sound = await serveProfile({ getMyProfile: async () => empty })
    const { profile } = await open(`${hung.address},${sound.address}`)
    const all = []
    for (let i = 0; i < 20; i += 1) {
      const call = profile.getMyProfile({}, alice)
      all.push(call)
      await (calls.length === 0 ? Promise.race([call, first]) : call)
    }
    expect(calls.length).toBeLessThanOrEqual(1)
    calls[0]?.finish()
    await Promise.all(all)
    expect(sound.log.lines.length).toBeGreaterThanOrEqual(19)
  })
})

describe('a carrier that ends', () => {
  it('lets what runs finish when its server stops, and new calls go elsewhere', async () => {
    const { calls, handle } = held()
    const { address, server } = await serveProfile({ getMyProfile: handle })
    const { profile, transport } = await open(address)
    const running = profile.getMyProfile({}, { ...alice, deadlineMs: 60_000 })
    await expect.poll(() => calls.length).toBe(1)
    const stopped = server.stop(20_000)
    await expect.poll(() => transport.carrying).toBe(0)
    await expect(profile.getMyProfile({}, alice)).rejects.toMatchObject({ code: 'PROFILE_UNAVAILABLE' })
    calls[0]?.finish()
    await expect(running).resolves.toEqual(empty)
    await stopped
  })

  it('fails its calls as unavailable when its server dies, and opens again when it is back', async () => {
    const first = await serveProfile({ getMyProfile: silence, createProfile: silence })
    const { profile, transport } = await open(first.address)
    const request = {
      name: 'A',
      birthDate: '1990-01-01',
      gender: 'WOMAN' as const,
      interests: [],
      languages: [],
    }
    const lost = expect(profile.createProfile(request, alice)).rejects.toMatchObject({
      code: 'PROFILE_UNAVAILABLE',
    })
    await first.server.stop(0)
    await lost
    await serveProfile({ getMyProfile: async () => empty }, first.port)
    await expect.poll(() => transport.carrying, { timeout: 60_000 }).toBe(1)
    await expect(profile.getMyProfile({}, alice)).resolves.toEqual(empty)
  })

  it('has idempotent calls made again elsewhere', async () => {
    const dying = await serveProfile({ getMyProfile: silence, createProfile: silence })
    const sound = await serveProfile({ getMyProfile: async () => empty })
    const transport = await openCarried(`${dying.address},${sound.address}`)
    const profile = createClient(ProfileServiceService, transport)
    const calls = Array.from({ length: 6 }, () => profile.getMyProfile({}, { ...alice, deadlineMs: 60_000 }))
    await expect.poll(() => dying.log.lines.length + sound.log.lines.length).toBeGreaterThan(0)
    await dying.server.stop(0)
    expect(new Set((await Promise.allSettled(calls)).map(({ status }) => status))).toEqual(
      new Set(['fulfilled']),
    )
  })

  it('leaves a server without carriers to plain calls', async () => {
    const { path } = ProfileServiceService.getMyProfile
    const raw = await startRawServer(path, (_call: unknown, respond: (error: null, bytes: Buffer) => void) =>
      respond(null, Buffer.alloc(0)),
    )
    const transport = createGrpcTransport({ address: raw.address })
    expect(await createClient(ProfileServiceService, transport).getMyProfile({}, alice)).toEqual(empty)
    transport.close()
    raw.stop()
  })
})

describe('a frame against the rules', () => {
  it.each<[string, Partial<CarriedCall>[]]>([
    ['has the id 0', [{ id: 0 }]],
    ['has the id of a running call', [{}, {}]],
    ['names a token by a number that stands for nothing', [{ tokenNumber: 7, token: '' }]],
    ['has a number of a token above the limit', [{ tokenNumber: 4_097 }]],
  ])('that %s ends the stream with a clear status', async (_what, calls) => {
    const { address } = await serveProfile({ getMyProfile: silence })
    await expect(read(speak(address, [{ calls }]), 2)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'CARRIER_MISUSED',
    })
  })

  it('that names a stream, the carrier itself or nothing at all is answered UNIMPLEMENTED', async () => {
    const { address } = await serveProfile({})
    const paths = ['/grpc.health.v1.Health/Watch', CarrierServiceService.carry.path, 'constructor', '']
    const calls = paths.map((path, index) => ({ id: index + 1, path }))
    expect((await read(speak(address, [{ calls }]), 4)).map(({ code }) => code)).toEqual([12, 12, 12, 12])
  })

  it('that is no message never takes the server down: 10,000 random ones', async () => {
    const { address } = await serveProfile({ getMyProfile: async () => empty })
    const method = { ...CarrierServiceService.carry, requestSerialize: (bytes: unknown) => bytes as Buffer }
    const { carry } = connect({ carry: method }, address)
    const random = seeded(7)
    for (let stream = 0; stream < 100; stream += 1) {
      const frames = Array.from({ length: 100 }, () =>
        Buffer.from(Array.from({ length: random() % 40 }, random)),
      )
      const over = new AbortController()
      const end = setTimeout(() => over.abort(), 2_000)
      const outcome = await read(
        carry(items(frames) as never, { token: 'service', signal: over.signal }),
        Infinity,
      ).catch((error: AppError) => error.code)
      clearTimeout(end)
      expect(Array.isArray(outcome) || ['MALFORMED_REQUEST', 'CARRIER_MISUSED'].includes(outcome)).toBe(true)
    }
    await expect(connect(ProfileServiceService, address).getMyProfile({}, alice)).resolves.toEqual(empty)
  })
})

async function* items<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all
}

/** Bytes that a seed decides: a linear congruential generator with the numbers of Numerical Recipes. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  }
}
