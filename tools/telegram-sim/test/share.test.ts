import { expect, it } from 'vitest'

import { readShared } from '../browser/shared-link.js'

it('a share link hands on an address and the words beside it', () => {
  const link = 'https://t.me/kindred_bot?start=ref_abc'
  const path = `/share/url?url=${encodeURIComponent(link)}&text=Come%20along`
  expect(readShared(path)).toEqual({ url: link, text: 'Come along' })
  expect(readShared('/share/url?text=nothing')).toBeUndefined()
  expect(readShared('/kindred_bot?start=ref_abc')).toBeUndefined()
})
