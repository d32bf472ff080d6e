import { expect, it } from 'vitest'

import { eventsPayloads, readEventsPayload } from './notify.js'

it('names the people of a payload to every instance', () => {
  const [payload = ''] = eventsPayloads(['alice', 'bob', 'alice'])
  expect(readEventsPayload(payload, 'here')).toEqual(['alice', 'bob'])
})

it('names nobody to the instance that tells its streams itself', () => {
  const [payload = ''] = eventsPayloads(['alice', 'bob'], 'here')
  expect(readEventsPayload(payload, 'here')).toEqual([])
  expect(readEventsPayload(payload, 'there')).toEqual(['alice', 'bob'])
})

it('keeps a payload within what NOTIFY takes, however many people it is for', () => {
  const people = Array.from({ length: 1_000 }, (_, index) => String(index).padStart(36, '0'))
  const payloads = eventsPayloads(people, 'x'.repeat(36))
  expect(Math.max(...payloads.map(({ length }) => length))).toBeLessThan(8_000)
  expect(payloads.flatMap((payload) => readEventsPayload(payload, 'there'))).toEqual(people)
})
