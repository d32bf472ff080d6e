import { expect, it } from 'vitest'

import { readWhere } from './where.js'

it('the page for a plain browser takes from the server only a bot name and a web address', () => {
  const where = { bot: 'https://t.me/kindred_bot', simulator: 'http://127.0.0.1:8090/' }
  expect(readWhere({ bot_username: 'kindred_bot', simulator_url: where.simulator })).toEqual(where)
  for (const odd of [undefined, 'x', { bot_username: 'a/b?c', simulator_url: 'javascript:alert(1)' }])
    expect(readWhere(odd)).toEqual({ bot: undefined, simulator: undefined })
})
