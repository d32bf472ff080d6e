import { beforeEach, expect, it } from 'vitest'

import type { Log } from '@kindred/kernel'

import { compose } from '../src/index.js'

let told: string[]
const log: Log = {
  debug() {},
  info() {},
  warn: (_fields, message) => void told.push(`warn: ${message}`),
  error: (_fields, message) => void told.push(`error: ${message}`),
}

beforeEach(() => {
  told = []
})

const part = (name: string) => ({
  name,
  start: () => void told.push(`start ${name}`),
  stop: () => Promise.resolve().then(() => void told.push(`stop ${name}`)),
})

it('starts in order and stops in reverse, once', async () => {
  const house = compose('house', log).add(part('a')).add(part('b')).add({ name: 'quiet' })
  await house.start()
  await Promise.all([house.stop(), house.stop()])
  await house.stop()
  expect(told).toEqual(['start a', 'start b', 'stop b', 'stop a'])
})

it('stops what had started when a start fails, the failed part included', async () => {
  const broken = { ...part('b'), start: () => Promise.reject(new Error('no')) }
  const house = compose('house', log).add(part('a')).add(broken).add(part('c'))
  await expect(house.start()).rejects.toThrow('no')
  expect(told).toEqual(['start a', 'stop b', 'stop a'])
})

it('starts nothing more once it is stopped', async () => {
  const house = compose('house', log).add(part('a'))
  house.add({ name: 'b', start: () => void house.stop() }).add(part('c'))
  await expect(house.start()).rejects.toThrow('house was stopped while it started')
  expect(told).toEqual(['start a', 'stop a'])
})

it('does not wait for ever for a part, nor give up at one that throws', async () => {
  const house = compose('house', log)
    .add(part('a'))
    .add({ name: 'stuck', stop: () => new Promise(() => {}), stopWithinMs: 20 })
    .add({ name: 'broken', stop: () => Promise.reject(new Error('no')) })
  await house.start()
  await house.stop()
  expect(told).toEqual(['start a', 'error: failed to stop', 'warn: did not stop in time', 'stop a'])
})
