/**
 * The one rule of people's own words: how a text is kept and how long it is. The contract (`format: "line"` or `"text"`), every
 * service, the app and the bot go by it, so that a counter in the app says what the server will say:
 *
 *     import { countText, keepText } from '@kindred/kernel/text'
 *     import { textLimits } from '@kindred/client'
 *
 *     const { most, shape } = textLimits.UpdateMyProfileRequest.bio
 *     const left = most - countText(typed, shape)      // a counter; below zero it is too long
 *     const isEmpty = keepText(typed, shape) === ''    // nothing in it can be seen
 *
 * A field keeps what was typed and is never cut while somebody types; `maxLength` counts UTF-16 units and must not be used.
 * No I/O, no dependencies; runs in every browser that Kindred names.
 */

/** A name or a town is one `line`; a bio or a message is a `text` of one or more. */
export type TextShape = 'line' | 'text'

/** What most texts are: printable ASCII with single spaces. Nothing is to be done for them. */
const plain = /^(?:[!-~]+(?: [!-~]+)*)?$/

const lineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/gu
/** White space, and the letters and signs that look like it: Hangul fillers, the empty Braille cell. */
const blanks = /[\s\u2800\u3164\uFFA0]+/gu
/** Blanks of a text that are no words of any script. */
const oddBlank = /[\t\u3164\uFFA0]/gu
/** A flag's region is spelled with tags, which are invisible anywhere else. */
const flagOrTag = /(\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,20}\u{E007F})|[\u{E0000}-\u{E007F}]/gu
/** Controls, marks that turn or hide other text, and what is no character. Joiners and variation selectors shape words and emoji. */
const unseen =
  /(?![\0\t\n])\p{Cc}|(?![\u034F\u061C\u115F\u1160\u180B-\u180D\u180F\u200C-\u200F\u3164\uFE00-\uFE0F\uFFA0\u{E0030}-\u{E007F}\u{E0100}-\u{E01EF}])\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFC]|\p{Noncharacter_Code_Point}/gu
/** Direction marks: a text of one direction reads the same without them. */
const directionMark = /[\u061C\u200E\u200F]/gu
const edge = /[\s\u034F\u061C\u200C-\u200F\u2800\u3164\uFFA0]/u
/** One character that can be seen, or a zero byte, which is no blank but refused. */
const visible = /\0|[^\s\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}]/u

/**
 * A text as it is kept: NFC; `\n` between lines (a space in a `line`); without controls, direction overrides and other signs that
 * nobody sees; trimmed; empty when nothing of it can be seen. Keeping twice changes nothing.
 */
export function keepText(raw: string, shape: TextShape): string {
  if (plain.test(raw)) return raw
  const lines = raw.replace(lineBreak, '\n').replace(flagOrTag, '$1').replace(unseen, '')
  const one =
    shape === 'line' ? lines.replace(directionMark, '').replace(blanks, ' ') : lines.replace(oddBlank, ' ')
  const text = trim(one.normalize('NFC'))
  return visible.test(text) ? text : ''
}

/** How many characters of a text are kept: Unicode code points. */
export const countText = (raw: string, shape: TextShape): number => lengthOf(keepText(raw, shape))

/** The code points of a text as it stands. */
export function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}

/** The first characters of a text as it is kept. */
export const cutText = (raw: string, shape: TextShape, most: number): string =>
  keepText(Array.from(keepText(raw, shape)).slice(0, most).join(''), shape)

/** False for a text with half a character (a lone surrogate), which UTF-8 cannot carry: it must be refused, never changed. */
export const isWellFormed = (text: string): boolean => !/\p{Cs}/u.test(text)

/** By hand: a regular expression for the end of a text takes quadratic time on long runs of blanks. */
function trim(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && edge.test(text.charAt(start))) start++
  while (end > start && edge.test(text.charAt(end - 1))) end--
  return text.slice(start, end)
}
