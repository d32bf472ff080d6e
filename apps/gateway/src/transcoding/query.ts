import { type DescField, ScalarType } from '@bufbuild/protobuf'

import { isWhole } from './fields.js'

type Texts = Readonly<Record<string, string | readonly string[] | undefined>>

/** Turns the texts of path or query into JSON values by their fields' types; what cannot be turned stays text, for the schema to refuse. */
export function createTextReader(fields: readonly DescField[]): (texts: Texts) => Record<string, unknown> {
  const byName = new Map(fields.map((field) => [field.name, field]))
  return (texts) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, valueOf(byName.get(name), text)]))
}

function valueOf(field: DescField | undefined, text: Texts[string]): unknown {
  if (field === undefined) return text
  if (field.fieldKind !== 'list') return typeof text === 'string' ? scalarOf(field, text) : text
  const texts = typeof text === 'string' ? [text] : (text ?? [])
  return texts.map((item) => scalarOf(field, item))
}

function scalarOf(field: DescField, text: string): unknown {
  const { scalar } = field
  if (scalar === undefined || scalar === ScalarType.STRING || scalar === ScalarType.BYTES) return text
  if (scalar === ScalarType.BOOL) return text === 'true' ? true : text === 'false' ? false : text
  const number = isWhole(scalar) ? /^-?\d{1,20}$/ : /^-?\d+(?:\.\d+)?$/
  return number.test(text) ? Number(text) : text
}
