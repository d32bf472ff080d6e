import { expect, it } from 'vitest'

import type { Profile } from '@kindred/client'

import { readWhere } from '../system/where.js'
import { missingOf } from './missing.js'

const bare = { photos: [], interests: [], languages: [] } as unknown as Profile

it('names what a profile lacks, a first photo before all', () => {
  expect(missingOf(bare).map(({ key }) => key)).toEqual([
    ...['profile-add-photo', 'profile-add-bio', 'profile-add-interests', 'profile-add-goal'],
    ...['profile-add-languages', 'profile-add-facts'],
  ])
  const photos = [{}, {}] as Profile['photos']
  expect(missingOf({ ...bare, photos })[0]?.key).toBe('profile-add-photos')
})

it('takes from the server only a bot name and a web address', () => {
  const where = { bot: 'https://t.me/kindred_bot', simulator: 'http://127.0.0.1:8090/' }
  expect(readWhere({ bot_username: 'kindred_bot', simulator_url: where.simulator })).toEqual(where)
  for (const odd of [undefined, 'x', { bot_username: 'a/b?c', simulator_url: 'javascript:alert(1)' }])
    expect(readWhere(odd)).toEqual({ bot: undefined, simulator: undefined })
})
