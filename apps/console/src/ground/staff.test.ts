import { expect, it } from 'vitest'

import { staffOf } from './staff.js'

const tokenOf = (claims: object): string =>
  `head.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.seal`

it.each([
  [[], false, false],
  [['moderator'], true, false],
  [['admin'], true, true],
  [['moderator', 'admin'], true, true],
  ['moderator', false, false],
])('a token with the roles %j moderates: %s, and administrates: %s', (roles, isModerator, isAdmin) => {
  const userId = '0190-ÿ?>'
  expect(staffOf(tokenOf({ sub: userId, roles }))).toMatchObject({ isModerator, isAdmin })
})

it.each([undefined, '', 'a.b.c', 'nonsense', `x.${btoa('null')}.y`])('nobody bears %j', (token) => {
  expect(staffOf(token)).toEqual({ userId: '', isModerator: false, isAdmin: false })
})
