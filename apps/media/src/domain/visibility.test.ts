import { expect, it } from 'vitest'

import type { PhotoStatus } from './photo-state.js'
import { isVisible } from './visibility.js'

const cases: [PhotoStatus, string | undefined, boolean][] = [
  ['APPROVED', 'owner', true],
  ['APPROVED', 'other', true],
  ['PENDING', 'owner', true],
  ['PENDING', 'other', false],
  ['PENDING', undefined, false],
  ['REJECTED', 'owner', true],
  ['REJECTED', 'other', false],
]

it.each(cases)('a photo that is %s and looked at by %s is visible: %s', (status, viewer, visible) => {
  expect(isVisible({ owner_id: 'owner', status }, viewer)).toBe(visible)
})
