import { afterEach, describe, expect, it } from 'vitest'

import { MediaServiceService } from '@kindred/contracts/media'
import { ProfileServiceService } from '@kindred/contracts/profile'
import { AppError } from '@kindred/kernel'

import { type Call, type Handlers, implement } from '../src/index.js'
import { closeAll, connect, connectBy, partly, startServer, ways } from './harness.js'

type ProfileHandlers = Handlers<object, typeof ProfileServiceService>

const serveProfile = (handlers: Partial<ProfileHandlers>) =>
  startServer([implement(ProfileServiceService, partly<ProfileHandlers>(handlers), {})])

const thrownBy = async (promise: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AppError) return error
  throw new Error('expected an AppError')
}

afterEach(closeAll)

describe.each(ways)('a unary call %s', (way) => {
  const connect = <D extends object>(definition: D, address: string) => connectBy(way, definition, address)

  it('may be refused for any number of fields: the first are named and the connection lives on', async () => {
    const fields = Array.from({ length: 20_000 }, (_, i) => ({
      pointer: `/paths/${i}`,
      code: 'UNKNOWN',
      detail: 'No.',
    }))
    const { address } = await serveProfile({
      getCatalogue: async () => ({ interests: [], goals: [], languages: [] }),
      getMyProfile: () =>
        Promise.reject(new AppError({ kind: 'invalid', code: 'BAD', detail: 'x'.repeat(1e6), fields })),
    })
    const profile = await connect(ProfileServiceService, address)
    const beside = Promise.all(Array.from({ length: 20 }, () => profile.getCatalogue({})))
    const error = await thrownBy(profile.getMyProfile({}, { token: 'alice' }))
    expect(error).toMatchObject({ kind: 'invalid', code: 'BAD' })
    expect(error.fields.slice(0, 100)).toEqual(fields.slice(0, 100))
    expect(await beside).toHaveLength(20)
    expect(await profile.getCatalogue({})).toMatchObject({ interests: [] })
  })

  it('reaches its handler with the caller, the contract and the metadata', async () => {
    const calls: Call[] = []
    const { address } = await serveProfile({
      getMyProfile: async (_context, _request, call) => {
        calls.push(call)
        return { profile: undefined }
      },
    })
    const profile = await connect(ProfileServiceService, address)
    const answer = await profile.getMyProfile(
      {},
      { token: 'alice', requestId: 'r-1', traceparent: '00-a-b-01', idempotencyKey: 'k-1' },
    )
    expect(answer).toEqual({ profile: undefined })
    expect(calls[0]).toMatchObject({
      principal: { kind: 'user', userId: 'alice' },
      requestId: 'r-1',
      traceparent: '00-a-b-01',
      idempotencyKey: 'k-1',
      method: { service: 'profile', name: 'getMyProfile' },
    })
  })

  it('gets a request id when the caller sent none or an odd one', async () => {
    const ids: string[] = []
    const { address } = await serveProfile({
      getMyProfile: async (_context, _request, call) => {
        ids.push(call.requestId, call.outgoing().requestId ?? '')
        return { profile: undefined }
      },
    })
    const profile = await connect(ProfileServiceService, address)
    await profile.getMyProfile({}, { token: 'alice', requestId: 'two words' })
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(ids[1]).toBe(ids[0])
  })

  it('brings an AppError back whole: kind, code, detail, fields and the time to wait', async () => {
    const fields = [{ pointer: '/interests/2', code: 'UNKNOWN', detail: 'No such interest.' }]
    const { address } = await serveProfile({
      getMyProfile: async () => {
        throw new AppError({
          kind: 'unprocessable',
          code: 'INTEREST_UNKNOWN',
          detail: 'No.',
          fields,
          retryAfter: 1.5,
        })
      },
    })
    const error = await thrownBy(
      (await connect(ProfileServiceService, address)).getMyProfile({}, { token: 'alice' }),
    )
    const { kind, code, detail, retryAfter } = error
    expect({ kind, code, detail, retryAfter }).toEqual({
      kind: 'unprocessable',
      code: 'INTEREST_UNKNOWN',
      detail: 'No.',
      retryAfter: 1.5,
    })
    expect(error.fields).toEqual(fields)
  })

  it('tells nothing of an unknown error to the caller and everything to the log', async () => {
    const { address, log } = await serveProfile({
      getMyProfile: async () => {
        throw new Error('select * from secret_table')
      },
    })
    const error = await thrownBy(
      (await connect(ProfileServiceService, address)).getMyProfile({}, { token: 'alice' }),
    )
    expect(error.kind).toBe('internal')
    const cause = error.cause as { message: string; details: string; metadata: { toJSON(): object } }
    expect(JSON.stringify([error, cause, cause.message, cause.details, cause.metadata.toJSON()])).not.toMatch(
      /secret/,
    )
    const line = log.lines.find(({ level }) => level === 'error')
    expect((line?.fields['err'] as Error).message).toMatch(/secret_table/)
  })

  it('writes one log line with method, code, time and request id, never the token', async () => {
    const { address, log } = await serveProfile({ getMyProfile: async () => ({ profile: undefined }) })
    await (
      await connect(ProfileServiceService, address)
    ).getMyProfile({}, { token: 'alice', requestId: 'r-7' })
    await expect.poll(() => log.lines.length).toBe(1)
    const method = 'kindred.profile.v1.ProfileService/GetMyProfile'
    expect(log.lines[0]?.fields).toEqual({ method, code: 'OK', request_id: 'r-7', ms: expect.any(Number) })
    expect(JSON.stringify(log.lines)).not.toContain('alice')
  })

  it('is refused by the field rules before its handler, each field by name', async () => {
    let reached = false
    const { address } = await serveProfile({
      getProfile: async () => {
        reached = true
        return { profile: undefined }
      },
    })
    const error = await thrownBy(
      (await connect(ProfileServiceService, address)).getProfile({ userId: 'x' }, { token: 'alice' }),
    )
    expect(error).toMatchObject({ kind: 'invalid', code: 'VALIDATION_FAILED' })
    expect(error.fields).toEqual([{ pointer: '/user_id', code: 'FORMAT', detail: 'A lower-case UUID.' }])
    expect(reached).toBe(false)
  })

  it('that is no message of the contract is refused as one', async () => {
    const { address } = await serveProfile({ getProfile: async () => ({ profile: undefined }) })
    const method = { ...ProfileServiceService.getProfile, requestSerialize: () => Buffer.from([0x0a, 0x7f]) }
    const error = await thrownBy(
      (await connect({ getProfile: method }, address)).getProfile({ userId: '' }, { token: 'alice' }),
    )
    expect(error).toMatchObject({ kind: 'invalid', code: 'MALFORMED_REQUEST' })
  })
})

describe('a call to nobody', () => {
  it('is answered UNAVAILABLE with the name of the service when nobody is there', async () => {
    const media = connect(MediaServiceService, '127.0.0.1:1')
    const error = await thrownBy(media.listMyMedia({ pageSize: 0, pageToken: '' }))
    expect(error).toMatchObject({ kind: 'unavailable', code: 'MEDIA_UNAVAILABLE' })
    expect(error.detail).not.toMatch(/127/)
  })
})
