import { afterAll, beforeAll, it } from 'vitest'

import { giveOutBurst } from './burst.js'
import { openWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await openWorld({ perSecond: 30 })
})
afterAll(() => world.stop())

it(
  'gives out 400 deliveries by two instances to four bots, which die ten times, in the order of urgency and at the pace of Telegram: none lost, none doubled',
  () => giveOutBurst(world, 400),
  300_000,
)
