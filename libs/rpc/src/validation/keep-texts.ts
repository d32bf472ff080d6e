import type { DescField, DescMessage } from '@bufbuild/protobuf'

import { keepText } from '@kindred/kernel/text'

import { rulesOf } from '../contract/rules.js'

type Keep = (value: unknown) => unknown
type Entry = Record<string, unknown>

/** `localName` for ts-proto's objects, `name` for JSON. */
export type FieldNaming = 'localName' | 'name'

/**
 * Normalizes people's own words (fields of the formats "line" and "text") in place, nested messages included, so that rules, handlers
 * and hashes see one form only. Values of a wrong type are left for the rules to refuse.
 */
export function keepTexts(fields: readonly DescField[], value: object, naming: FieldNaming): void {
  for (const field of fields) {
    const keep = keepOf(field, naming)
    const holder = keep && holderOf(field, value as Entry, naming)
    const name = field.oneof === undefined || naming === 'name' ? field[naming] : 'value'
    if (keep !== undefined && holder?.[name] !== undefined) holder[name] = keepAll(holder[name], keep)
  }
}

/** ts-proto keeps a oneof as `{ $case, value }` under the oneof's name. */
function holderOf(field: DescField, value: Entry, naming: FieldNaming): Entry | undefined {
  if (field.oneof === undefined || naming === 'name') return value
  const chosen = value[field.oneof.localName] as Entry | undefined
  return chosen?.['$case'] === field.localName ? chosen : undefined
}

const keepAll = (value: unknown, keep: Keep): unknown =>
  Array.isArray(value) ? value.map(keep) : keep(value)

const compiled = {
  localName: new WeakMap<DescField, { keep?: Keep }>(),
  name: new WeakMap<DescField, { keep?: Keep }>(),
}

function keepOf(field: DescField, naming: FieldNaming): Keep | undefined {
  const known = compiled[naming].get(field) ?? compile(field, naming)
  compiled[naming].set(field, known)
  return known.keep
}

function compile(field: DescField, naming: FieldNaming): { keep?: Keep } {
  if (field.fieldKind === 'map') return {}
  if (field.message !== undefined) {
    const { fields } = field.message
    return holdsTexts(field.message) ? { keep: (value) => keepInside(fields, value, naming) } : {}
  }
  const { format } = rulesOf(field)
  if (format !== 'line' && format !== 'text') return {}
  return { keep: (value) => (typeof value === 'string' ? keepText(value, format) : value) }
}

function keepInside(fields: readonly DescField[], value: unknown, naming: FieldNaming): unknown {
  if (typeof value === 'object' && value !== null) keepTexts(fields, value, naming)
  return value
}

/** Whether a message has people's words anywhere inside; it may hold itself. */
function holdsTexts(message: DescMessage, seen = new Set<DescMessage>()): boolean {
  if (seen.has(message) || message.typeName.startsWith('google.')) return false
  seen.add(message)
  return message.fields.some((field) => {
    if (field.message !== undefined) return holdsTexts(field.message, seen)
    return ['line', 'text'].includes(rulesOf(field).format)
  })
}
