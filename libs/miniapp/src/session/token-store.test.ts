import { expect, it } from 'vitest'

import { openTokens } from './token-store.js'

const tokens = { accessToken: 'a', refreshToken: 'r', expiresAt: 5 }
const memory = (): Storage => {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage
}

it('the store of tokens keeps the tokens of two people in one tab apart, over a reload', () => {
  const storage = memory()
  const alice = openTokens(storage, '1')
  alice.save(tokens)
  alice.name('alice')
  expect(openTokens(storage, '2').userId()).toBeUndefined()
  expect(openTokens(storage, '1').userId()).toBe('alice')
  expect(openTokens(storage, '1').load()).toEqual(tokens)
})

it('the store of tokens forgets tokens on request, and knows nobody without them', () => {
  const storage = memory()
  const alice = openTokens(storage, '1')
  alice.save(tokens)
  alice.name('alice')
  alice.save(undefined)
  expect([alice.userId(), openTokens(storage, '1').userId()]).toEqual([undefined, undefined])
})

it('the store of tokens keeps tokens with the page when the storage is missing, full or spoilt', () => {
  const spoilt = Object.assign(memory(), {
    getItem: () => '{',
    setItem: () => {
      throw new Error('full')
    },
  })
  for (const storage of [undefined, spoilt]) {
    const mine = openTokens(storage, '1')
    mine.save(tokens)
    mine.name('me')
    expect([mine.load(), mine.userId()]).toEqual([tokens, 'me'])
  }
})
