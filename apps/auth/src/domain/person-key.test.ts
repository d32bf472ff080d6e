import { createHmac } from 'node:crypto'

import { expect, it } from 'vitest'

import { telegramLogin } from './login.js'
import { personKey } from './person-key.js'

const hmacOf = (text: string): Buffer => createHmac('sha256', 'secret').update(text).digest()

it('keeps the keys of people who signed in when Telegram was the only login', () => {
  expect(personKey('secret', telegramLogin(42))).toEqual(hmacOf('person:v1:42'))
})

it('gives the same id at two kinds of login two person keys', () => {
  expect(personKey('secret', { kind: 'openid', subject: '42' })).toEqual(hmacOf('person:v1:openid:42'))
})
