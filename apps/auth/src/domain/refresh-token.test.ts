import { expect, it } from 'vitest'

import {
  hashRefreshToken,
  isRefreshToken,
  newRefreshToken,
  sealSuccessor,
  unsealSuccessor,
} from './refresh-token.js'

it('has 256 random bits', () => {
  const tokens = Array.from({ length: 200 }, newRefreshToken)
  expect(new Set(tokens).size).toBe(200)
  for (const token of tokens) {
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(isRefreshToken(token)).toBe(true)
  }
})

it('has one form only', () => {
  const token = newRefreshToken()
  for (const other of [
    '',
    token.slice(1),
    `${token}=`,
    `${token}A`,
    `${token.slice(0, 42)}B`,
    ` ${token}`,
    'é'.repeat(43),
  ])
    expect(isRefreshToken(other)).toBe(false)
})

it('seals its successor so that only its holder can read it', () => {
  const [parent, successor, other] = [newRefreshToken(), newRefreshToken(), newRefreshToken()]
  const sealed = sealSuccessor(parent, successor)
  expect(unsealSuccessor(parent, sealed)).toBe(successor)
  expect(sealed.includes(successor)).toBe(false)
  expect(sealSuccessor(parent, successor)).not.toEqual(sealed)
  expect(() => unsealSuccessor(other, sealed)).toThrow()
  expect(() => unsealSuccessor(hashRefreshToken(parent).toString('base64url'), sealed)).toThrow()
  sealed[20]! ^= 1
  expect(() => unsealSuccessor(parent, sealed)).toThrow()
})
