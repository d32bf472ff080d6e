import { latLngToCell } from 'h3-js'
import { it } from 'vitest'

import { eventually, openWorld } from './world.js'

it('publishes a move whose half hour came while no instance was running', async () => {
  const world = await openWorld()
  const alice = await world.resident()
  await alice.api.setMyLocation({ latitude: 56.9496, longitude: 24.1052 })
  await alice.api.setMyLocation({ latitude: 59.9139, longitude: 10.7522 })
  await world.stopInstances()
  world.clock.advance(45 * 60_000)
  await world.startInstance()
  const cells = () => world.discovery.changesOf(alice.userId).map(({ cell }) => cell)
  await eventually(() => cells().at(-1)).toBe(latLngToCell(59.9139, 10.7522, 6))
  await world.close()
})
