import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'

import { describe, expect, it } from 'vitest'

import { createTokenVerifier } from '@kindred/identity'

import {
  createTestAuthority,
  createTestClock,
  freePorts,
  signInitData,
  telegramInitData,
  testLog,
} from '../src/index.js'

describe('signInitData', () => {
  // A launch from the tests of aiogram, signed for the token 42:TEST.
  it('signs as Telegram does', () => {
    const fields = { auth_date: '1650385342', user: '{"id":42,"first_name":"Test"}', query_id: 'test' }
    const hash = '46d2ea5e32911ec8d30999b56247654460c0d20949b6277af519e76271182803'
    expect(new URLSearchParams(signInitData(fields, '42:TEST')).get('hash')).toBe(hash)
  })

  it('sorts by the name of the field alone', () => {
    const one = new URLSearchParams(signInitData({ a: '1', a1: '2' }, 't')).get('hash')
    const other = new URLSearchParams(signInitData({ a1: '2', a: '1' }, 't')).get('hash')
    expect(one).toBe(other)
  })

  it('carries the user and the moment of the launch', () => {
    const authDate = new Date('2026-01-02T03:04:05Z')
    const fields = new URLSearchParams(
      telegramInitData({ id: 7, firstName: 'Zoë & +', botToken: 't', authDate }),
    )
    expect(JSON.parse(fields.get('user')!)).toMatchObject({ id: 7, first_name: 'Zoë & +' })
    expect(fields.get('auth_date')).toBe('1767323045')
  })
})

describe('createTestAuthority', () => {
  it('issues tokens that a verifier takes until the session is revoked', async () => {
    const authority = await createTestAuthority()
    const verifier = createTokenVerifier(authority.verifierOptions('profile'))
    await verifier.start()
    const [userId, sessionId] = [randomUUID(), randomUUID()]
    const token = await authority.issue(userId, { sessionId, roles: ['moderator'] })
    expect(await verifier.authenticate(token)).toMatchObject({
      kind: 'user',
      userId,
      sessionId,
      roles: ['moderator'],
    })
    authority.revoke(sessionId)
    await expect(verifier.authenticate(token)).rejects.toMatchObject({ code: 'SESSION_REVOKED' })
    await verifier.stop()
  })

  it('issues service tokens for one audience', async () => {
    const authority = await createTestAuthority()
    const verifier = createTokenVerifier(authority.verifierOptions('profile'))
    const token = await authority.serviceToken('media', 'profile')
    expect(await verifier.authenticate(token)).toMatchObject({ kind: 'service', service: 'media' })
    const foreign = await authority.serviceToken('media', 'chat')
    await expect(verifier.authenticate(foreign)).rejects.toMatchObject({ kind: 'unauthenticated' })
  })

  it('does not take the tokens of another authority', async () => {
    const [one, other] = await Promise.all([createTestAuthority(), createTestAuthority()])
    const verifier = createTokenVerifier(one.verifierOptions('profile'))
    await expect(verifier.authenticate(await other.issue(randomUUID()))).rejects.toMatchObject({
      code: 'TOKEN_INVALID',
    })
  })
})

describe('createTestClock', () => {
  it('moves only when told', () => {
    const clock = createTestClock(new Date(1_000))
    clock.advance(500)
    expect(clock.now()).toEqual(new Date(1_500))
    clock.set(new Date(9))
    expect(clock.now()).toEqual(new Date(9))
  })
})

describe('freePorts', () => {
  it('gives different ports that can be listened on', async () => {
    const ports = await freePorts(5)
    expect(new Set(ports).size).toBe(5)
    for (const port of ports) {
      const server = createServer().listen(port, '127.0.0.1')
      await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject))
      server.close()
    }
  })
})

describe('testLog', () => {
  it('keeps what was logged', () => {
    testLog.clear()
    testLog.warn({ n: 1 }, 'hello')
    expect(testLog.records()).toEqual([{ level: 'warn', fields: { n: 1 }, message: 'hello' }])
  })
})
