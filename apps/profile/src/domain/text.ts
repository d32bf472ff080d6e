import { nameInvalid, textInvalid } from './errors.js'

// Controls, lone surrogates, line and paragraph separators, what has no width, and the marks that turn the direction of the text around them.
const unwanted = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/u
const length = (text: string): number => Array.from(text).length

/** The name as it is kept: NFC, trimmed, single spaces; 2 to 50 characters of which one at least is a letter. */
export function readName(raw: string): string {
  if (unwanted.test(raw)) throw nameInvalid('Must not hold control characters.')
  const name = raw.normalize('NFC').trim().replace(/\s+/gu, ' ')
  if (length(name) < 2 || length(name) > 50) throw nameInvalid('Must have 2 to 50 characters.')
  if (!/\p{L}/u.test(name)) throw nameInvalid('Must hold a letter.')
  return name
}

/** One line of free text as it is kept: NFC and trimmed; null when nothing is left. */
export function readLine(pointer: string, raw: string | undefined, most: number): string | null {
  if (raw === undefined) return null
  if (unwanted.test(raw)) throw textInvalid(pointer, 'Must not hold control characters or line breaks.')
  return kept(pointer, raw, most)
}

/** Free text of several lines as it is kept: NFC, trimmed, `\n` between lines; null when nothing is left. */
export function readText(pointer: string, raw: string | undefined, most: number): string | null {
  const text = raw?.replace(/\r\n?/gu, '\n')
  if (text === undefined) return null
  if (unwanted.test(text.replaceAll('\n', ''))) throw textInvalid(pointer, 'Must not hold control characters.')
  return kept(pointer, text, most)
}

function kept(pointer: string, raw: string, most: number): string | null {
  const text = raw.normalize('NFC').trim()
  if (length(text) > most) throw textInvalid(pointer, `Must have at most ${most} characters.`)
  return text === '' ? null : text
}
