import { expect, it } from 'vitest'

import { findFormat } from './picture-format.js'

const bytes = (text: string) => Buffer.from(text, 'latin1')

it.each([
  ['jpeg', '\xff\xd8\xff\xe0\x00\x10JFIF'],
  ['png', '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR'],
  ['webp', 'RIFF\x24\x00\x00\x00WEBPVP8 '],
  ['webp', 'RIFF\x24\x00\x00\x00WEBPVP8X'],
])('knows %s by its first bytes', (format, head) => {
  expect(findFormat(bytes(head))).toBe(format)
})

it.each([
  ['nothing', ''],
  ['a GIF', 'GIF89a\x01\x00\x01\x00'],
  ['a TIFF', 'II*\x00\x08\x00\x00\x00'],
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['a HEIF', '\x00\x00\x00\x18ftypheic'],
  ['a PDF', '%PDF-1.7'],
  ['a WAV', 'RIFF\x24\x00\x00\x00WAVEfmt '],
  ['half a PNG signature', '\x89PNG\r\n'],
])('does not take %s for a picture', (_, head) => {
  expect(findFormat(bytes(head))).toBeUndefined()
})
