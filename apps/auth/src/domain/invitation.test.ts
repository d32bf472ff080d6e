import { expect, it } from 'vitest'

import { invitationCodeOf, newInvitationCode } from './invitation.js'

it('a new invitation code is read back from its link', () => {
  for (let i = 0; i < 100; i++) {
    const code = newInvitationCode()
    expect(invitationCodeOf(`ref_${code}`)).toBe(code)
  }
})

it('a thousand invitation codes are a thousand', () => {
  expect(new Set(Array.from({ length: 1_000 }, newInvitationCode)).size).toBe(1_000)
})

it.each([
  '',
  'ref_',
  'deck',
  '4k7wq2m9xt3c',
  'ref_4k7wq2m9xt3',
  'ref_4k7wq2m9xt3c9',
  'REF_4k7wq2m9xt3c',
  'ref_4k7wq2m9xt3u',
])('no invitation is read from the start parameter "%s"', (startParam) => {
  expect(invitationCodeOf(startParam)).toBeUndefined()
})
