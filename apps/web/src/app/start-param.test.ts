import { expect, it } from 'vitest'

import { pathOfStartParam } from './start-param.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'

it.each([
  ['chats', '/chats'],
  ['matches', '/chats'],
  ['likes', '/likes'],
  ['photos', '/profile/photos'],
  ['standing', '/settings/decisions'],
  ['notifications', '/settings/notifications'],
  ['toString', undefined],
  [`chat_${id}`, `/chats/${id}`],
  [`match_${id}`, `/chats/${id}`],
  [`profile_${id}`, `/people/${id}`],
  [`match-${id}`, undefined],
  [`CHAT_${id}`, undefined],
  ['ref_abc', undefined],
  [`chat_${id}/../x`, undefined],
  [undefined, undefined],
])('the app answers the start parameter %s with the screen %s', (param, path) => {
  expect(pathOfStartParam(param)).toBe(path)
})
