import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf'

import { rulesOf } from '@kindred/rpc'

import { enumNames, TIMESTAMP } from '../transcoding/fields.js'

/** An example of an object with these fields, as valid JSON of the public API. */
export const exampleOf = (fields: readonly DescField[]): Record<string, unknown> => objectOf(fields, [])

/** An example of one field's value: the one in its rules, else one made by its type. */
export const exampleOfField = (field: DescField): unknown => valueOf(field, [])

function objectOf(fields: readonly DescField[], inside: readonly string[]): Record<string, unknown> {
  const shown = fields.filter((field) => field.oneof === undefined || field.oneof.fields[0] === field)
  return Object.fromEntries(
    shown.flatMap((field) => {
      const value = valueOf(field, inside)
      return value === undefined ? [] : [[field.name, value]]
    }),
  )
}

function valueOf(field: DescField, inside: readonly string[]): unknown {
  const { example } = rulesOf(field)
  if (example !== '') return JSON.parse(example) as unknown
  const item = itemOf(field, inside)
  if (field.fieldKind !== 'list') return item
  return item === undefined ? [] : [item]
}

function itemOf(field: DescField, inside: readonly string[]): unknown {
  if (field.message !== undefined) return messageOf(field.message, inside)
  if (field.enum !== undefined) return enumNames(field.enum)[0]
  if (field.scalar === ScalarType.STRING) return textOf(field)
  if (field.scalar === ScalarType.BYTES) return 'AAAA'
  if (field.scalar === ScalarType.BOOL) return true
  const { gte = 0, lte = Infinity } = rulesOf(field)
  return Math.min(Math.max(1, gte), lte)
}

// A message that holds itself ends where it would stand in itself again.
function messageOf(message: DescMessage, inside: readonly string[]): unknown {
  if (message.typeName === TIMESTAMP) return '2026-11-22T10:00:00.000Z'
  if (inside.includes(message.typeName)) return undefined
  return objectOf(message.fields, [...inside, message.typeName])
}

function textOf(field: DescField): string {
  const { format, minLen = 1, required } = rulesOf(field)
  if (format === 'uuid') return '01936f2e-7c1a-7000-8000-00000000000a'
  if (format === 'date') return '1996-04-12'
  if (field.name.endsWith('_page_token') || (field.name === 'page_token' && !required)) return ''
  return field.name.padEnd(minLen, '_')
}
