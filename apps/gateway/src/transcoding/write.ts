import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf'

import { rulesOf } from '@kindred/rpc'

import { enumNames, TIMESTAMP } from './fields.js'
import type { Presenters } from './presenters.js'
import { quote } from './quote.js'

/** A compiled writer: a ts-proto object → JSON text in proto names. */
export type Writer = (message: object, viewerId: string | undefined) => string

/** Writes a value; undefined for one that JSON leaves out. */
type ValueWriter = (value: never, viewerId: string | undefined) => string | undefined

/** The writers of a contract; each is compiled when it is first asked for. */
export interface Writers {
  ofMessage(message: DescMessage): Writer
  /** Writes what one field of a message holds, without its name; undefined when the field is left out. */
  ofField(field: DescField): (message: object, viewerId: string | undefined) => string | undefined
}

/** A field with its name as it stands in the text. */
interface FieldWriter {
  readonly key: string
  readonly write: ReturnType<Writers['ofField']>
}

/** JSON is written in one walk over a message: an object that is only made to be stringified costs as much again. */
export function createWriters(presenters: Presenters): Writers {
  const writers = new Map<string, Writer>()

  function ofMessage(message: DescMessage): Writer {
    const known = writers.get(message.typeName)
    if (known !== undefined) return known
    const fields: FieldWriter[] = []
    const present = presenters.get(message.typeName)
    const writer: Writer = (value, viewerId) => {
      const from = present === undefined ? value : present(value as never, viewerId)
      return writeFields(fields, from, viewerId)
    }
    // Stored before its fields are compiled: a message may hold itself.
    writers.set(message.typeName, writer)
    fields.push(...message.fields.map((field) => ({ key: `${quote(field.name)}:`, write: ofField(field) })))
    return writer
  }

  function ofField(field: DescField): ReturnType<Writers['ofField']> {
    const read = readerOf(field)
    const item = itemWriter(field, ofMessage)
    const write = field.fieldKind === 'list' ? listWriter(item) : item
    return (message, viewerId) => {
      const value = read(message as Record<string, unknown>)
      return value === undefined ? undefined : write(value as never, viewerId)
    }
  }

  return { ofMessage, ofField }
}

function writeFields(fields: readonly FieldWriter[], from: object, viewerId: string | undefined): string {
  let text = ''
  for (const { key, write } of fields) {
    const json = write(from, viewerId)
    if (json !== undefined) text += text === '' ? key + json : `,${key}${json}`
  }
  return `{${text}}`
}

/** Takes a field's value out of a ts-proto object, which keeps a oneof as `{ $case, value }` under the oneof's name. */
function readerOf({ localName, oneof }: DescField): (from: Record<string, unknown>) => unknown {
  if (oneof === undefined) return (from) => from[localName]
  const { localName: oneofName } = oneof
  return (from) => {
    const chosen = from[oneofName] as { $case: string; value: unknown } | undefined
    return chosen?.$case === localName ? chosen.value : undefined
  }
}

function listWriter(item: ValueWriter): ValueWriter {
  return (items: readonly unknown[], viewerId) => {
    let text = ''
    for (const value of items) {
      const json = item(value as never, viewerId)
      if (json !== undefined) text += text === '' ? json : `,${json}`
    }
    return `[${text}]`
  }
}

function itemWriter(field: DescField, ofMessage: Writers['ofMessage']): ValueWriter {
  if (field.message?.typeName === TIMESTAMP) return (value: Date) => `"${value.toISOString()}"`
  if (field.message !== undefined) return ofMessage(field.message)
  if (field.enum !== undefined) {
    const stated = new Map(enumNames(field.enum).map((name) => [name, quote(name)]))
    return (value: string) => stated.get(value)
  }
  if (field.scalar === ScalarType.BYTES) return (value: Buffer) => `"${value.toString('base64')}"`
  if (field.scalar === ScalarType.STRING) return quote
  if (field.scalar === ScalarType.BOOL) return (value: boolean) => (value ? 'true' : 'false')
  return rulesOf(field).zeroIsAbsent
    ? (value: number) => (value === 0 ? undefined : numberText(value))
    : numberText
}

/** JSON knows no infinity and no NaN. */
const numberText = (value: number): string => (Number.isFinite(value) ? String(value) : 'null')
