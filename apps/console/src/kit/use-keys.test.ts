import { expect, it } from 'vitest'

import { nameOf } from './use-keys.js'

it.each([
  ['j', 'KeyJ', 'j'],
  ['J', 'KeyJ', 'j'],
  ['о', 'KeyJ', 'j'],
  ['С', 'KeyC', 'c'],
  // On a Dvorak keyboard the letter counts, not its place.
  ['j', 'KeyC', 'j'],
  ['?', 'Slash', '?'],
  ['3', 'Digit3', '3'],
  ['Enter', 'Enter', 'Enter'],
])('the key that writes %s at %s is %s', (key, code, name) => {
  expect(nameOf({ key, code })).toBe(name)
})
