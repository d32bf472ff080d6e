import { afterEach, describe, expect, it } from 'vitest'

import { ProfileServiceService } from '@kindred/contracts/profile'

import { type Call, type Handlers, implement } from '../src/index.js'
import { closeAll, connectBy, partly, startServer, ways } from './harness.js'

type ProfileHandlers = Handlers<object, typeof ProfileServiceService>

const serveProfile = (handlers: Partial<ProfileHandlers>, port = 0) =>
  startServer([implement(ProfileServiceService, partly<ProfileHandlers>(handlers), {})], { port })

const patience = { timeout: 60_000 }
const alice = { token: 'alice', deadlineMs: 60_000 }
const empty = { profile: undefined }
const newcomer = {
  name: 'A',
  birthDate: '1990-01-01',
  gender: 'WOMAN' as const,
  interests: [],
  languages: [],
}

/** A handler whose calls wait until they are let go. */
function held() {
  const calls: { call: Call; finish: () => void }[] = []
  const handle = (_context: object, _request: object, call: Call) =>
    new Promise<typeof empty>((resolve) => calls.push({ call, finish: () => resolve(empty) }))
  return { calls, handle }
}

afterEach(closeAll)

describe.each(ways)('a call %s', (way) => {
  const open = (address: string) => connectBy(way, ProfileServiceService, address)

  it('ends at its deadline for the caller and for the handler, which learns how long it has', async () => {
    const { calls, handle } = held()
    const { address } = await serveProfile({ getMyProfile: handle })
    const profile = await open(address)
    const call = profile.getMyProfile({}, { ...alice, deadlineMs: 2_000 })
    const late = expect(call).rejects.toMatchObject({ kind: 'deadline', code: 'DEADLINE_EXCEEDED' })
    await expect.poll(() => calls.length, patience).toBe(1)
    expect(calls[0]?.call.outgoing().deadlineMs).toBeLessThanOrEqual(2_000)
    await late
    await expect.poll(() => calls[0]?.call.signal.aborted, patience).toBe(true)
  })

  it('is canceled at the handler when its caller goes away', async () => {
    const { calls, handle } = held()
    const { address } = await serveProfile({ getMyProfile: handle })
    const profile = await open(address)
    const leave = new AbortController()
    const call = profile.getMyProfile({}, { ...alice, signal: leave.signal })
    const refused = expect(call).rejects.toMatchObject({ kind: 'canceled', code: 'CANCELED' })
    await expect.poll(() => calls.length, patience).toBe(1)
    leave.abort()
    await refused
    await expect.poll(() => calls[0]?.call.signal.aborted, patience).toBe(true)
  })

  it('is refused without a token, with a false one and with one that may not do this, and public RPCs need none', async () => {
    const { address } = await serveProfile({
      getMyProfile: async () => empty,
      getCatalogue: async () => ({ interests: [], goals: [], languages: [] }),
    })
    const profile = await open(address)
    const codeOf = (token: string | undefined) =>
      profile.getMyProfile({}, { ...alice, token }).then(
        () => 'OK',
        ({ code }: { code: string }) => code,
      )
    expect(await Promise.all([codeOf(undefined), codeOf('false'), codeOf('bot'), codeOf('alice')])).toEqual([
      'UNAUTHENTICATED',
      'TOKEN_INVALID',
      'FORBIDDEN',
      'OK',
    ])
    await expect(profile.getCatalogue({}, { token: 'false' })).resolves.toMatchObject({ goals: [] })
  })

  it('brings an answer of 3 MB whole, and a request of 1 MB to where it is judged', async () => {
    const interests = Array.from({ length: 3_000 }, (_, index) => ({
      id: `${index}`,
      group: '',
      label: 'x'.repeat(1_000),
    }))
    const { address } = await serveProfile({
      getCatalogue: async () => ({ interests, goals: [], languages: [] }),
    })
    const profile = await open(address)
    expect((await profile.getCatalogue({}, alice)).interests).toEqual(interests)
    const large = profile.getProfile({ userId: 'x'.repeat(1_000_000) }, alice)
    await expect(large).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
  })

  it('that is running when its server stops is answered, a later one finds nobody', async () => {
    const { calls, handle } = held()
    const { address, server } = await serveProfile({ getMyProfile: handle })
    const profile = await open(address)
    const running = profile.getMyProfile({}, alice)
    await expect.poll(() => calls.length, patience).toBe(1)
    const stopped = server.stop(60_000)
    const later = () =>
      profile.createProfile(newcomer, alice).then(
        () => 'OK',
        ({ code }: { code: string }) => code,
      )
    await expect.poll(later, patience).toBe('PROFILE_UNAVAILABLE')
    calls[0]?.finish()
    await expect(running).resolves.toEqual(empty)
    await stopped
  })

  it('whose server dies fails as unavailable, and the next one is answered when it is back', async () => {
    const { calls, handle } = held()
    const first = await serveProfile({ createProfile: handle })
    const profile = await open(first.address)
    const lost = expect(profile.createProfile(newcomer, alice)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'PROFILE_UNAVAILABLE',
    })
    await expect.poll(() => calls.length, patience).toBe(1)
    await first.server.stop(0)
    await lost
    await serveProfile({ getMyProfile: async () => empty }, first.port)
    const again = () => profile.getMyProfile({}, alice).catch(() => undefined)
    await expect.poll(again, patience).toEqual(empty)
  })

  it('is made again elsewhere when its server dies and it may be repeated, and never else', async () => {
    const serveHeld = async () => {
      const calls = held()
      const handlers = { getMyProfile: calls.handle, createProfile: calls.handle }
      return { ...calls, ...(await serveProfile(handlers)) }
    }
    const [one, other] = [await serveHeld(), await serveHeld()]
    const profile = await open(`${one.address},${other.address}`)
    const reads = Array.from({ length: 4 }, () => profile.getMyProfile({}, alice))
    const writes = Array.from({ length: 4 }, () => profile.createProfile(newcomer, alice))
    const outcomes = Promise.allSettled([...reads, ...writes])
    await expect.poll(() => one.calls.length + other.calls.length, patience).toBe(8)
    // A connection that comes later than the other leaves it all calls.
    const [dying, sound] = one.calls.length < other.calls.length ? [other, one] : [one, other]
    const lost = dying.calls.filter(({ call }) => call.method.name === 'createProfile').length
    expect([lost > 0, dying.calls.length > lost]).toEqual([true, true])
    await dying.server.stop(0)
    await expect.poll(() => sound.calls.length, patience).toBe(8 - lost)
    for (const { finish } of sound.calls) finish()
    const statuses = (await outcomes).map(({ status }) => status)
    expect(statuses.slice(0, 4)).toEqual(Array(4).fill('fulfilled'))
    expect(statuses.filter((status) => status === 'rejected')).toHaveLength(lost)
  })
})
