import { type DescField, ScalarType } from '@bufbuild/protobuf'

import { isWhole } from './fields.js'
import { isDotted } from './query-leaves.js'

type Text = string | readonly string[] | undefined
type TextReader = (texts: Readonly<Record<string, Text>>) => Record<string, unknown>

/**
 * Turns the texts of path or query into JSON values by their fields' types, and the dotted names of a nested message's fields into an object.
 * What cannot be turned stays text under its own name, for the schema to refuse.
 */
export function createTextReader(fields: readonly DescField[]): TextReader {
  const byName = new Map(fields.map((field) => [field.name, field]))
  const nested = new Map(
    fields.filter(isDotted).map(({ name, message }) => [name, createTextReader(message.fields)]),
  )

  return (texts) => {
    const values = new Map<string, unknown>()
    const inside = new Map<string, [string, Text][]>()
    for (const [name, text] of Object.entries(texts)) {
      const [head, rest] = split(name)
      if (rest === undefined || !nested.has(head)) values.set(name, valueOf(byName.get(name), text))
      else inside.set(head, [...(inside.get(head) ?? []), [rest, text]])
    }
    for (const [head, parts] of inside) {
      // `?a=1&a.b=2` says two things of one field: the bare text stays, and is refused as no object.
      if (!values.has(head)) values.set(head, nested.get(head)?.(Object.fromEntries(parts)))
    }
    return Object.fromEntries(values)
  }
}

function split(name: string): [head: string, rest: string | undefined] {
  const dot = name.indexOf('.')
  return dot === -1 ? [name, undefined] : [name.slice(0, dot), name.slice(dot + 1)]
}

function valueOf(field: DescField | undefined, text: Text): unknown {
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
