import type { FieldError } from '@kindred/kernel'
import { isId } from '@kindred/kernel'
import { isWellFormed, lengthOf } from '@kindred/kernel/text'

import { type FieldRules, wholeText } from '../contract/rules.js'

/** Checks one value; undefined when it is fine. The pointer is added by the caller. */
export type Check = (value: unknown) => Omit<FieldError, 'pointer'> | undefined

const refuse = (code: string, detail: string): Omit<FieldError, 'pointer'> => ({ code, detail })

/** The checks of a normalized text, compiled. */
export function checkText(rules: FieldRules): Check {
  const { minLen = 0, maxLen = Infinity, format } = rules
  const pattern = rules.pattern === '' ? undefined : wholeText(rules.pattern)
  return (value) => {
    const text = String(value)
    if (!isWellFormed(text)) return refuse('NOT_TEXT', 'Holds half a character (a lone surrogate).')
    const length = lengthOf(text)
    if (length < minLen) return refuse('TOO_SHORT', `At least ${minLen} characters.`)
    if (length > maxLen) return refuse('TOO_LONG', `At most ${maxLen} characters.`)
    if (format === 'uuid' && !isId(text)) return refuse('FORMAT', 'A lower-case UUID.')
    if (format === 'date' && !isDate(text)) return refuse('FORMAT', 'A day of the calendar, YYYY-MM-DD.')
    if (pattern?.test(text) === false) return refuse('PATTERN', `Must match ${rules.pattern}.`)
    return undefined
  }
}

/** The checks of a number, compiled. */
export function checkNumber({ gte = -Infinity, lte = Infinity }: FieldRules): Check {
  return (value) => {
    if (!Number.isFinite(value)) return refuse('FORMAT', 'A finite number.')
    if (Number(value) < gte) return refuse('TOO_SMALL', `At least ${gte}.`)
    return Number(value) > lte ? refuse('TOO_LARGE', `At most ${lte}.`) : undefined
  }
}

/** The checks of bytes: minLen and maxLen count bytes. */
export function checkBytes({ minLen = 0, maxLen = Infinity }: FieldRules): Check {
  return (value) => {
    const { length } = value as Uint8Array
    if (length < minLen) return refuse('TOO_SHORT', `At least ${minLen} bytes.`)
    return length > maxLen ? refuse('TOO_LONG', `At most ${maxLen} bytes.`) : undefined
  }
}

/** Refuses a value that this version of the contract does not know, and the unset one where a value was given. */
export const checkEnum: Check = (value) =>
  value === 'UNRECOGNIZED' || value === 'UNSPECIFIED'
    ? refuse('NOT_ALLOWED', 'Not one of the values of the contract.')
    : undefined

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
