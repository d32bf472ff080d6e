import { expect, it } from 'vitest'

import { rotateUnderLoad } from './rotating.js'

it('takes three authorities after one another under load without a failed call, and believes none of the former', async () => {
  const { calls, handshakes, errors, latest, former } = await rotateUnderLoad(3, () => Promise.resolve())
  expect(errors).toEqual([])
  expect([calls > 0, handshakes > 0]).toEqual([true, true])
  expect([latest, former]).toEqual(['OK', 'PROFILE_UNAVAILABLE'])
})
