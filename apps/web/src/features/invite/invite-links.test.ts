import { expect, it } from 'vitest'

import { inviteLink, shareLink } from './invite-links.js'

it('an invitation is shared with its words and its whole link', () => {
  const link = inviteLink('https://t.me/kindred_bot', '4k7wq2m9xt3c')
  expect(link).toBe('https://t.me/kindred_bot?start=ref_4k7wq2m9xt3c')
  const { host, pathname, search } = shareLink(link, 'Come & look: 1+1 = you')
  expect(host + pathname).toBe('t.me/share/url')
  expect(search).not.toMatch(/\+| /)
  expect(Object.fromEntries(new URLSearchParams(search))).toEqual({
    url: link,
    text: 'Come & look: 1+1 = you',
  })
})
