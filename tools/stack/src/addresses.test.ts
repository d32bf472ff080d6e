import { expect, it } from 'vitest'

import { reachAt } from './addresses.js'

it.each([
  ['127.0.0.1', '127.0.0.1:80'],
  ['0.0.0.0', '127.0.0.1:80'],
  ['::', '[::1]:80'],
  ['::1', '[::1]:80'],
  ['fd00::5', '[fd00::5]:80'],
  ['192.168.1.5', '192.168.1.5:80'],
  ['kindred.local', 'kindred.local:80'],
])('a server that listens on %s is reached at %s', (host, address) => {
  expect(reachAt(host, 80)).toBe(address)
})
