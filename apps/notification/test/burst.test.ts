import { afterAll, beforeAll, it } from 'vitest'

import { giveOutBurst } from './burst.js'
import { openWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

it(
  'gives out 1,200 deliveries by two instances to four bots, of which some die, in the order of urgency: none lost, none doubled',
  () => giveOutBurst(world, 1_200),
  120_000,
)
