import { expect, it } from 'vitest'

import { targetOf } from './target.js'

it.each([
  ['10.0.0.1:81', '10.0.0.1:81'],
  ['dns:///auth:81', 'dns:///auth:81'],
  ['ipv4:10.0.0.1:81,10.0.0.2:81', 'ipv4:10.0.0.1:81,10.0.0.2:81'],
  ['10.0.0.1:81,10.0.0.2:82', 'ipv4:10.0.0.1:81,10.0.0.2:82'],
  ['[::1]:81, [::2]:81', 'ipv6:[::1]:81,[::2]:81'],
])('calls %s %s', (address, target) => {
  expect(targetOf(address)).toBe(target)
})

it('refuses a list of names, or of two families', () => {
  expect(() => targetOf('auth-1:81,auth-2:81')).toThrow('addresses of one family')
  expect(() => targetOf('10.0.0.1:81,[::1]:81')).toThrow('addresses of one family')
})
