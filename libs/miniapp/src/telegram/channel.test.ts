import { expect, it } from 'vitest'

import { readMessage } from './channel.js'
import { isDark, toHex } from './colors.js'
import { isAtLeast } from './versions.js'

it('an event of Telegram is read out of a frame message, as text and as an object', () => {
  const event = { eventType: 'theme_changed', eventData: { theme_params: {} } }
  const read = { name: 'theme_changed', data: { theme_params: {} } }
  expect(readMessage(JSON.stringify(event))).toEqual(read)
  expect(readMessage(event)).toEqual(read)
})

it.each(['{', 'null', '7', '{"eventData":1}', undefined, null, 7])(
  'a frame message of %j is no event of Telegram',
  (raw) => {
    expect(readMessage(raw)).toBeUndefined()
  },
)

it.each([
  ['6.10', '6.9', true],
  ['6.9', '6.10', false],
  ['8.0', '8.0', true],
  ['7', '7.7', false],
  ['9.1', '8.0', true],
])('a client of version %s has what came with version %s: %s', (version, wanted, answer) => {
  expect(isAtLeast(version, wanted)).toBe(answer)
})

it('a theme is told to be dark or light, and computed colours are written as hex', () => {
  expect([isDark('#212121'), isDark('#ffffff'), isDark('#8fb4e8')]).toEqual([true, false, false])
  expect(toHex('rgb(255, 0, 16)')).toBe('#ff0010')
  expect(toHex('color(srgb 1 0.5 0)')).toBe('#ff8000')
  expect(toHex('transparent')).toBeUndefined()
})
