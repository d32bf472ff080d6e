import { expect, it } from 'vitest'

import { listStates } from './upgrade/state.js'
import { upgradeHolds } from './upgrade/upgrade-holds.js'

const [oldest] = listStates()

it('this version starts on the oldest state that is kept, and its people have all they had', async () => {
  expect(oldest).toBe('2026-11-23-five-services')
  await upgradeHolds(oldest!)
}, 900_000)
