import type { FieldError } from '@kindred/kernel'
import { isWellFormed } from '@kindred/kernel/text'

import { escapePointer } from '../edge/faults.js'

/** No message of the contract nests so deep; the schema refuses deeper JSON. */
const deepest = 16

/** The texts with a lone surrogate: UTF-8 cannot carry them, and replacing it would change them silently. */
export function brokenTexts(json: unknown, pointer = '', depth = 0): FieldError[] {
  if (typeof json === 'string') return isWellFormed(json) ? [] : [broken(pointer)]
  if (typeof json !== 'object' || json === null || depth > deepest) return []
  return Object.entries(json).flatMap(([name, value]) =>
    brokenTexts(value, `${pointer}/${escapePointer(name)}`, depth + 1),
  )
}

const broken = (pointer: string): FieldError => ({
  pointer,
  code: 'NOT_TEXT',
  detail: 'Holds half a character (a lone surrogate).',
})
