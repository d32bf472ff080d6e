import { messageInvalid } from './errors.js'

// Controls, lone surrogates, line and paragraph separators, what has no width, and the marks that turn the direction of the text around them.
const unwanted = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/u

/** The words beside a like as they are kept: one line, NFC, trimmed; null when there are none. */
export function readMessage(raw: string): string | null {
  const message = raw.normalize('NFC').trim()
  if (unwanted.test(message)) throw messageInvalid()
  return message === '' ? null : message
}
