import { describe, expect, it } from 'vitest'

import { createBroker } from './broker.js'
import {
  countInOutbox,
  event,
  itCarriesEvents,
  patience,
  receive,
  startRelay,
  useWorld,
} from './transport-suite.js'
import { openListener, openOwner } from './world.js'

const worldOf = useWorld()

describe('events between services', () => {
  itCarriesEvents('gRPC', worldOf, ({ transport }) => ({ ofProfile: transport, ofChat: transport }))
  itCarriesEvents('a broker in memory', worldOf, () => {
    const broker = createBroker()
    return { ofProfile: broker.transportOf('profile'), ofChat: broker.transportOf('chat') }
  })
})

describe('a transport that stores what is published', () => {
  it('takes events out of the outbox while their subscriber is away, and brings them when it is back', async () => {
    const listener = await openListener(worldOf(), 'chat')
    const owner = await openOwner(worldOf())
    const broker = createBroker()
    await owner.subscribe('chat')
    await owner.change('ann', 1)
    await startRelay(worldOf(), owner, broker.transportOf('profile'))
    await expect.poll(() => countInOutbox(owner), patience).toBe(0)
    expect(broker.waiting('chat')).toBe(1)
    expect(await listener.applied()).toEqual([])
    await receive(worldOf(), broker.transportOf('chat'), listener)
    await expect.poll(listener.applied, patience).toEqual(['ann:1'])
    await expect.poll(() => broker.waiting('chat'), patience).toBe(0)
  })

  it('brings no event to a consumer that its sender does not own', async () => {
    const listener = await openListener(worldOf(), 'chat')
    const broker = createBroker()
    await receive(worldOf(), broker.transportOf('chat'), listener)
    const signal = new AbortController().signal
    await broker.transportOf('media').publish('chat', [event('ann', 1)], signal)
    await broker.transportOf('profile').publish('chat', [event('bob', 1)], signal)
    await expect.poll(listener.applied, patience).toEqual(['bob:1'])
    expect(broker.waiting('chat')).toBe(1)
  })
})
