import { keepText, lengthOf, type TextShape } from '@kindred/kernel/text'

import { nameInvalid, textInvalid } from './errors.js'
import { checkName } from './name-rules.js'

const letter = /(?!\p{Default_Ignorable_Code_Point})\p{L}/u
/** No language stacks as many marks on one letter. */
const stack = /\p{M}{7}/u

/** The name as it is kept: one line of 1 to 50 characters of which one at least is a letter. */
export function readName(raw: string): string {
  const name = keepText(raw, 'line')
  if (name.includes('\0')) throw nameInvalid('Must not hold a zero byte.')
  const length = lengthOf(name)
  if (length < 1 || length > 50) throw nameInvalid('Must have 1 to 50 characters.')
  checkName(name)
  if (!letter.test(name)) throw nameInvalid('Must hold a letter.')
  if (stack.test(name)) throw nameInvalid('Must not pile marks upon each other.')
  return name
}

/** Free text as it is kept; null when nothing is left. */
export function readText(
  pointer: string,
  raw = '',
  { shape, most }: { readonly shape: TextShape; readonly most: number },
): string | null {
  const text = keepText(raw, shape)
  if (text.includes('\0')) throw textInvalid(pointer, 'Must not hold a zero byte.')
  if (lengthOf(text) > most) throw textInvalid(pointer, `Must have at most ${most} characters.`)
  return text === '' ? null : text
}
