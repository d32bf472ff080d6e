import { expect, it } from 'vitest'

import { decideRefresh, isLive, sessionEnd } from './session-rules.js'

const days = 24 * 3_600_000
const start = new Date('2026-01-01T12:00:00Z')
const after = (ms: number): Date => new Date(start.getTime() + ms)
const live = { revokedAt: null, expiresAt: sessionEnd(start, start) }
const unused = { usedAt: null, sealedSuccessor: null }
const used = { usedAt: start, sealedSuccessor: Buffer.from('sealed') }

it('exchanges a token that was not used', () => {
  expect(decideRefresh(live, unused, after(1))).toEqual({ kind: 'rotate' })
})

it('gives the successor again as long as nobody used it', () => {
  const again = { kind: 'repeat', sealedSuccessor: used.sealedSuccessor }
  expect(decideRefresh(live, used, after(1))).toEqual(again)
  expect(decideRefresh(live, used, after(29 * days))).toEqual(again)
})

it('calls it reuse when the successor was used and wiped', () => {
  expect(decideRefresh(live, { ...used, sealedSuccessor: null }, after(1))).toEqual({ kind: 'reused' })
})

it('does nothing for a session that has ended', () => {
  expect(decideRefresh({ ...live, revokedAt: start }, unused, after(1))).toEqual({ kind: 'revoked' })
  expect(decideRefresh({ ...live, revokedAt: start }, used, after(20_000))).toEqual({ kind: 'revoked' })
  expect(decideRefresh(live, unused, live.expiresAt)).toEqual({ kind: 'expired' })
})

it('lets a session live for 30 idle days', () => {
  expect(isLive(live, after(30 * days - 1))).toBe(true)
  expect(isLive(live, after(30 * days))).toBe(false)
  expect(isLive({ ...live, revokedAt: start }, start)).toBe(false)
})

it('lets no session live for more than 90 days, however much it is used', () => {
  expect(sessionEnd(start, after(50 * days))).toEqual(after(80 * days))
  expect(sessionEnd(start, after(80 * days))).toEqual(after(90 * days))
})
