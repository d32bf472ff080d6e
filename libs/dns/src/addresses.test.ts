import type { LookupAddress } from 'node:dns'
import { promisify } from 'node:util'

import { expect, it } from 'vitest'

import { createAddresses } from './addresses.js'

const at = (address: string): LookupAddress[] => [{ address, family: 4 }]

function open({ patienceMs = 1 } = {}) {
  const asked: { readonly host: string; answer(address: string): void; fail(code: string): void }[] = []
  const ask = (host: string): Promise<LookupAddress[]> =>
    new Promise((resolve, reject) =>
      asked.push({
        host,
        answer: (address) => resolve(at(address)),
        fail: (code) => reject(Object.assign(new Error(code), { code })),
      }),
    )
  return { ...createAddresses({ ask, patienceMs }), asked }
}

it('waits for a name that it has never heard of, and asks once for all who want it', async () => {
  const { of, asked } = open()
  const both = Promise.all([of('profile'), of('profile')])
  asked[0]!.answer('10.0.0.1')
  expect([await both, asked.length]).toEqual([[at('10.0.0.1'), at('10.0.0.1')], 1])
})

it('takes what a name led to last while the name server is silent or fails, and the answer when it comes', async () => {
  const { of, asked } = open()
  const first = of('profile')
  asked[0]!.answer('10.0.0.1')
  await first
  expect(await of('profile')).toEqual(at('10.0.0.1'))
  asked[1]!.answer('10.0.0.2')
  await expect.poll(() => of('profile')).toEqual(at('10.0.0.2'))
  const failing = of('profile')
  asked.at(-1)!.fail('EAI_AGAIN')
  expect(await failing).toEqual(at('10.0.0.2'))
})

it('forgets a name that is gone', async () => {
  const { of, asked } = open({ patienceMs: 60_000 })
  const first = of('profile')
  asked[0]!.answer('10.0.0.1')
  await first
  const gone = of('profile')
  asked[1]!.fail('ENOTFOUND')
  await expect(gone).rejects.toMatchObject({ code: 'ENOTFOUND' })
})

it('rejects as the system does for a name that has never led anywhere', async () => {
  const { of, asked } = open()
  const first = of('nowhere')
  asked[0]!.fail('ENOTFOUND')
  await expect(first).rejects.toMatchObject({ code: 'ENOTFOUND' })
})

it('looks two names up at once and no more', async () => {
  const { of, asked } = open()
  const all = Promise.all(['a', 'b', 'c', 'd'].map(of))
  const names = () => asked.map(({ host }) => host)
  expect(names()).toEqual(['a', 'b'])
  asked[0]!.fail('ENOTFOUND')
  await expect(all).rejects.toMatchObject({ code: 'ENOTFOUND' })
  await expect.poll(names).toEqual(['a', 'b', 'c'])
  asked[1]!.answer('10.0.0.2')
  await expect.poll(names).toEqual(['a', 'b', 'c', 'd'])
})

it('serves the look-up of a socket: one address or all, of the family that is wanted', async () => {
  const { lookup, asked } = open()
  const one = promisify(lookup)('profile', { family: 4 })
  asked[0]!.answer('10.0.0.1')
  expect(await one).toBe('10.0.0.1')
  const all = promisify(lookup)('profile', { all: true })
  asked[1]!.answer('10.0.0.1')
  expect(await all).toEqual(at('10.0.0.1'))
  await expect(promisify(lookup)('profile', { family: 6 })).rejects.toMatchObject({ code: 'ENOTFOUND' })
})
