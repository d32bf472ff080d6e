import { setTimeout } from 'node:timers/promises'

import { expect, it } from 'vitest'

import { rotateUnderLoad } from './rotating.js'

it('takes another authority every ten seconds for two minutes under load without a failed call', async () => {
  const { calls, handshakes, errors, latest, former } = await rotateUnderLoad(12, () => setTimeout(10_000))
  process.stdout.write(
    `${calls} calls, ${handshakes} of them over new connections, ${errors.length} failed\n`,
  )
  expect(errors).toEqual([])
  expect([latest, former]).toEqual(['OK', 'PROFILE_UNAVAILABLE'])
})
