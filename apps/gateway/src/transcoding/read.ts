import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf'

import { hasPresence, TIMESTAMP, unstatedName } from './fields.js'

type Json = Readonly<Record<string, unknown>>

/** A compiled reader: valid JSON in proto names → a whole ts-proto object, defaults filled in. `null` counts as absent. */
export type Reader = (json: Json) => Record<string, unknown>

type FieldReader = (json: Json, to: Record<string, unknown>) => void
type ValueReader = (json: never) => unknown

/** Compiles readers, one for each message type, each once. */
export function createReaders(): (message: DescMessage) => Reader {
  const readers = new Map<string, Reader>()

  function readerOf(message: DescMessage): Reader {
    const known = readers.get(message.typeName)
    if (known !== undefined) return known
    const fields: FieldReader[] = []
    const reader: Reader = (json) => {
      const to: Record<string, unknown> = {}
      for (const read of fields) read(json, to)
      return to
    }
    readers.set(message.typeName, reader)
    fields.push(...message.fields.map((field) => fieldReader(field, readerOf)))
    return reader
  }
  return readerOf
}

function fieldReader(field: DescField, readerOf: (message: DescMessage) => Reader): FieldReader {
  const { name, localName } = field
  const read = valueReader(field, readerOf)
  const oneof = field.oneof?.localName
  if (oneof !== undefined) {
    return (json, to) => {
      const value = json[name]
      if (value !== undefined && value !== null) to[oneof] = { $case: localName, value: read(value as never) }
      else to[oneof] ??= undefined
    }
  }
  const absent = defaultOf(field)
  return (json, to) => {
    const value = json[name]
    to[localName] = value === undefined || value === null ? absent() : read(value as never)
  }
}

function valueReader(field: DescField, readerOf: (message: DescMessage) => Reader): ValueReader {
  const item = itemReader(field, readerOf)
  return field.fieldKind === 'list'
    ? (items: readonly unknown[]) => items.map((value) => item(value as never))
    : item
}

function itemReader(field: DescField, readerOf: (message: DescMessage) => Reader): ValueReader {
  if (field.message?.typeName === TIMESTAMP) return (json: string) => new Date(json)
  if (field.message !== undefined) return readerOf(field.message)
  if (field.scalar === ScalarType.BYTES) return (json: string) => Buffer.from(json, 'base64')
  return (json: unknown) => json
}

function defaultOf(field: DescField): () => unknown {
  if (field.fieldKind === 'list') return () => []
  if (hasPresence(field)) return () => undefined
  if (field.enum !== undefined) {
    const unstated = unstatedName(field.enum)
    return () => unstated
  }
  if (field.scalar === ScalarType.STRING) return () => ''
  if (field.scalar === ScalarType.BOOL) return () => false
  if (field.scalar === ScalarType.BYTES) return () => Buffer.alloc(0)
  return () => 0
}
