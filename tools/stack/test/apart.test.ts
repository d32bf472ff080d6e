import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { isReady, match, sees } from './couples.js'
import { readOutside, withoutText } from './outside.js'
import { type Person, settle, type Target } from './people.js'
import { openTarget } from './target.js'

let target: Target & { close(): Promise<void> }
beforeAll(async () => {
  target = await openTarget()
}, 120_000)
afterAll(() => target.close())

const place = { latitude: 41.7151, longitude: 44.8271 }
const woman = () => settle(target, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place })
const man = () => settle(target, { name: 'Dave', gender: 'MAN', wants: 'WOMAN', ...place })

const outsideOf = (person: Person, path: string, body?: object) =>
  readOutside(target.url + path, { token: person.token(), body })

describe('somebody who is apart from the caller', () => {
  it.each([
    { name: 'like', path: 'like', more: {} },
    { name: 'superlike', path: 'like', more: { kind: 'SUPERLIKE' } },
    { name: 'pass', path: 'pass', more: {} },
    { name: 'block', path: 'blocks', more: {} },
  ])(
    'somebody who is apart from the caller is nobody to a $name, to the last byte',
    async ({ name, path, more }) => {
      const [alice, bella, dave] = await Promise.all([woman(), woman(), man()])
      await Promise.all([isReady(dave), sees(alice, dave), sees(dave, alice), sees(dave, bella)])
      await alice.client.discovery.block({ target_user_id: dave.userId })
      await dave.client.discovery.block({ target_user_id: bella.userId })
      const ask = (id: string) => outsideOf(dave, `/v1/discovery/${path}`, { target_user_id: id, ...more })
      const nobody = await ask(newId())
      expect(nobody).toMatchObject({
        status: 404,
        text: expect.stringContaining('TARGET_NOT_FOUND') as string,
      })
      expect(withoutText(await ask(alice.userId))).toEqual(withoutText(nobody))
      if (name !== 'block') expect(withoutText(await ask(bella.userId))).toEqual(withoutText(nobody))
    },
  )
})

it('a like and a pass are answered alike to somebody who sees no more than sizes', async () => {
  const [alice, dave, bob] = await Promise.all([woman(), man(), man()])
  await Promise.all([sees(alice, dave), sees(alice, bob)])
  const like = await outsideOf(alice, '/v1/discovery/like', { target_user_id: dave.userId })
  const pass = await outsideOf(alice, '/v1/discovery/pass', { target_user_id: bob.userId })
  expect(pass).toEqual(like)
  expect(JSON.parse(pass.text)).toEqual({ matched: false })
})

it('a match is told in the answer to a like, and no pass can end it', async () => {
  const [alice, dave] = await Promise.all([woman(), man()])
  await Promise.all([sees(alice, dave), sees(dave, alice)])
  await match(alice, dave)
  const pass = await outsideOf(alice, '/v1/discovery/pass', { target_user_id: dave.userId })
  expect(pass).toMatchObject({ status: 409, text: expect.stringContaining('ALREADY_MATCHED') as string })
})
