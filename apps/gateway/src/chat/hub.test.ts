import { beforeEach, describe, expect, it } from 'vitest'

import type { SubscribeRequest, SubscribeResponse } from '@kindred/contracts/chat'

import { createHub, type Hub, type Subscriber } from './hub.js'

let hub: Hub
let said: string[]

beforeEach(() => {
  said = []
  hub = createHub((event) => ({
    position: event.cursor === '' ? undefined : Number(event.cursor),
    text: event.cursor,
  }))
})

const say = (change: NonNullable<SubscribeRequest['change']>): void => {
  const since =
    change.$case === 'add' && change.value.since !== undefined ? ` since ${change.value.since}` : ''
  said.push(`${change.$case} ${change.value.userId}${since}`)
}

const answer = (userId: string, cursor: string, resyncRequired = false): SubscribeResponse => ({
  userId,
  cursor,
  resyncRequired,
  event: undefined,
  more: [],
})

const event = (userId: string, cursor: string): SubscribeResponse => ({
  userId,
  cursor: '',
  resyncRequired: false,
  more: [],
  event: { cursor, event: undefined },
})

function openSubscriber(): Subscriber & { readonly heard: string[] } {
  const heard: string[] = []
  return {
    heard,
    start: (position) => heard.push(`start ${position}`),
    deliver: ({ text }) => heard.push(text === '' ? 'typing' : text),
    resync: (position) => heard.push(`resync ${position}`),
    replace: () => heard.push('replaced'),
  }
}

describe('the hub', () => {
  it('takes what comes together in its order', () => {
    const subscriber = openSubscriber()
    hub.opened(say)
    hub.join('alice', subscriber)
    hub.receive({
      ...answer('alice', '7'),
      more: [event('bob', '3'), event('alice', '8'), event('alice', '9')],
    })
    expect(subscriber.heard).toEqual(['start 7', '8', '9'])
  })

  it('carries a person on with the first socket and off with the last', () => {
    const [first, second] = [openSubscriber(), openSubscriber()]
    hub.opened(say)
    hub.join('alice', first)
    hub.receive(answer('alice', '7'))
    hub.join('alice', second)
    hub.receive(event('alice', '8'))
    hub.leave('alice', first)
    hub.leave('alice', second)
    hub.leave('alice', second)
    expect(said).toEqual(['add alice', 'remove alice'])
    expect(first.heard).toEqual(['start 7', '8'])
    expect(second.heard).toEqual(['start 7', '8'])
  })

  it('drops what it has had, and hands on what has no place', () => {
    const subscriber = openSubscriber()
    hub.opened(say)
    hub.join('alice', subscriber)
    hub.receive(answer('alice', '7'))
    for (const cursor of ['7', '8', '8', '6', '', '9']) hub.receive(event('alice', cursor))
    expect(subscriber.heard).toEqual(['start 7', '8', 'typing', '9'])
  })

  it('goes on where it stopped when the stream is opened again', () => {
    const [alice, bob] = [openSubscriber(), openSubscriber()]
    hub.join('alice', alice)
    hub.opened(say)
    hub.receive(answer('alice', '3'))
    hub.receive(event('alice', '4'))
    hub.join('bob', bob)
    hub.closed()
    hub.opened(say)
    hub.receive(answer('alice', '6'))
    hub.receive(event('alice', '5'))
    hub.receive(answer('bob', '1'))
    expect(said).toEqual(['add alice', 'add bob', 'add alice since 4', 'add bob'])
    expect(alice.heard).toEqual(['start 3', '4', '5'])
    expect(bob.heard).toEqual(['start 1'])
  })

  it('tells of a resync when the position is no longer kept', () => {
    const subscriber = openSubscriber()
    hub.opened(say)
    hub.join('alice', subscriber)
    hub.receive(answer('alice', '3'))
    hub.receive(answer('alice', '90', true))
    hub.receive(event('alice', '91'))
    expect(subscriber.heard).toEqual(['start 3', 'resync 90', '91'])
  })

  it('takes no event or answer of an earlier add for a later one', () => {
    const [gone, subscriber] = [openSubscriber(), openSubscriber()]
    hub.opened(say)
    hub.join('alice', gone)
    hub.leave('alice', gone)
    hub.join('alice', subscriber)
    hub.receive(answer('alice', '3'))
    hub.receive(event('alice', '4'))
    hub.receive(answer('alice', '5'))
    hub.receive(event('alice', '6'))
    expect(said).toEqual(['add alice', 'remove alice', 'add alice'])
    expect(gone.heard).toEqual([])
    expect(subscriber.heard).toEqual(['start 5', '6'])
  })

  it('lets a sixth socket take the place of the oldest', () => {
    const subscribers = Array.from({ length: 6 }, openSubscriber)
    hub.opened(say)
    for (const subscriber of subscribers) hub.join('alice', subscriber)
    hub.receive(answer('alice', '1'))
    expect(subscribers.map((subscriber) => subscriber.heard)).toEqual([
      ['replaced'],
      ...Array(5).fill(['start 1']),
    ])
  })
})
