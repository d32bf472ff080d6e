import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { AppError, toAppError } from './app-error.js'
import { type CursorKey, decodeCursor, encodeCursor, type ListCall } from './cursor.js'
import { errorKinds, isErrorKind, kindOfGrpcCode, kindOfHttpStatus } from './error-kinds.js'
import { isId, newId } from './ids.js'
import { pageOf, pageSize } from './page.js'
import { serviceOf, userOf } from './principal.js'

describe('the error table', () => {
  it('finds a kind for every gRPC code and HTTP status that it holds', () => {
    for (const [kind, row] of Object.entries(errorKinds)) {
      expect(errorKinds[kindOfHttpStatus(row.http)].http, kind).toBe(row.http)
      if (row.grpc !== 11) expect(errorKinds[kindOfGrpcCode(row.grpc)].grpc, kind).toBe(row.grpc)
    }
  })

  it('takes the plain meaning of a code that several kinds share', () => {
    expect([3, 9, 11, 12].map(kindOfGrpcCode)).toEqual(['invalid', 'wrongState', 'invalid', 'unimplemented'])
  })

  it('treats what it does not know as a client error or as ours', () => {
    expect([kindOfGrpcCode(2), kindOfGrpcCode(15), kindOfHttpStatus(418), kindOfHttpStatus(507)]).toEqual([
      'internal',
      'internal',
      'invalid',
      'internal',
    ])
  })

  it('is not fooled by names that every object has', () => {
    expect([isErrorKind('notFound'), isErrorKind('toString'), isErrorKind(undefined)]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('an error', () => {
  it('keeps its cause and shows nothing of it', () => {
    const cause = new Error('password=hunter2')
    const error = toAppError(cause)
    expect(error.cause).toBe(cause)
    expect(`${error.message} ${error.detail} ${error.code}`).not.toContain('hunter2')
  })

  it('passes through unchanged when it is ours already', () => {
    const error = new AppError({ kind: 'notFound', code: 'X_NOT_FOUND', detail: 'There is no x.' })
    expect(toAppError(error)).toBe(error)
  })
})

describe('an id', () => {
  const latest = 2 ** 48 - 1

  it('is a UUIDv7 that carries its time and sorts by it', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 2 ** 47 }), { minLength: 1 })
    fc.assert(
      fc.property(moments, (some) => {
        newId(latest)
        const ascending = some.toSorted((a, b) => a - b)
        const ids = ascending.map((now) => newId(now))
        expect(ids.every((id) => isId(id) && id[14] === '7' && '89ab'.includes(id[19]!))).toBe(true)
        expect(ids.map((id) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))).toEqual(ascending)
        expect(ids.toSorted()).toEqual(ids)
      }),
    )
  })

  it('neither repeats nor steps back within a millisecond, nor when the clock does a little', () => {
    const ids = Array.from({ length: 10_000 }, (_, at) => newId(1_000 - (at % 7)))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.toSorted()).toEqual(ids)
  })

  it('carries the new time of a clock that was set back by far', () => {
    newId(latest)
    expect(newId(0).startsWith('00000000-0000-7')).toBe(true)
  })

  it.each(['', 'x', newId().toUpperCase(), `${newId()} `, newId().replaceAll('-', '')])(
    'is not %j',
    (text) => {
      expect(isId(text)).toBe(false)
    },
  )
})

const listOf = (path: string, userId: string): ListCall => ({
  method: { path },
  principal: { kind: 'user', userId, sessionId: 's', roles: [], expiresAt: new Date() },
})

describe('a page', () => {
  const likes = listOf('/discovery/ListLikes', 'alice')

  it('continues where the one before stopped', () => {
    const moment = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(moment, fc.uuid(), fc.maxSafeNat(), (at, id, number) => {
        const key = [at, id, number] as const
        expect(decodeCursor(likes, encodeCursor(likes, key), ['time', 'id', 'number'])).toEqual(key)
      }),
    )
  })

  it('refuses tokens that are not its own', () => {
    const id = newId()
    const foreign = [
      [id],
      [1, id, 2],
      [id, 1],
      [1.5, id],
      [Date.UTC(10_000, 0), id],
      ['1', id],
      [1, 'x'],
      [1, null],
    ]
    const made = foreign.map((key) => encodeCursor(likes, key as CursorKey))
    for (const token of ['x', '!!', btoa('{}'), btoa('[1]'), ...made]) {
      expect(() => decodeCursor(likes, token, ['time', 'id'])).toThrow(
        expect.objectContaining({ code: 'PAGE_TOKEN_INVALID', kind: 'invalid' }),
      )
    }
    expect(decodeCursor(likes, '', ['time', 'id'])).toBeUndefined()
  })

  it('refuses tokens of another list, of somebody else and of a caller who is no person', () => {
    const token = encodeCursor(likes, [7])
    expect(decodeCursor(listOf('/discovery/ListLikes', 'alice'), token, ['number'])).toEqual([7])
    const others: ListCall[] = [
      listOf('/discovery/ListMatches', 'alice'),
      listOf('/discovery/ListLikes', 'bob'),
      { ...likes, principal: { kind: 'service', service: 'chat', userId: 'alice' } },
      { ...likes, principal: { kind: 'anonymous' } },
    ]
    for (const other of others)
      expect(() => decodeCursor(other, token, ['number'])).toThrow(
        expect.objectContaining({ code: 'PAGE_TOKEN_INVALID' }),
      )
  })

  it('has a token only when there is more', () => {
    const ofThree = { size: 3, keyOf: (row: number) => [row] }
    expect(pageOf(likes, { rows: [1, 2, 3], ...ofThree })).toEqual({ rows: [1, 2, 3], nextPageToken: '' })
    const page = pageOf(likes, { rows: [1, 2, 3, 4], ...ofThree })
    expect([page.rows, decodeCursor(likes, page.nextPageToken, ['number'])]).toEqual([[1, 2, 3], [3]])
  })

  it('has the usual size unless another is asked for, within bounds', () => {
    expect([pageSize(0), pageSize(5), pageSize(1_000), pageSize(0, 50)]).toEqual([20, 5, 100, 50])
  })
})

describe('a principal', () => {
  const service = { kind: 'service', service: 'gateway', userId: newId() } as const
  it('is a person only with a token of a person', () => {
    expect(() => userOf({ kind: 'anonymous' })).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }))
    expect(() => userOf(service)).toThrow(expect.objectContaining({ kind: 'unauthenticated' }))
  })

  it('is a service only with a token of a service', () => {
    expect(serviceOf(service)).toBe(service)
    expect(() => serviceOf({ kind: 'bot' })).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
  })
})
