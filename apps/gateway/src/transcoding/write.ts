import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf'

import { rulesOf } from '@kindred/rpc'

import { enumNames, TIMESTAMP } from './fields.js'
import type { Presenters } from './presenters.js'

/** A compiled writer: a ts-proto object → plain JSON in proto names. */
export type Writer = (message: object, viewerId: string | undefined) => Record<string, unknown>

type ValueWriter = (value: never, viewerId: string | undefined) => unknown

/** A field's writer: takes its value out of the ts-proto object and puts its JSON into the result. */
type FieldWriter = (
  from: Record<string, unknown>,
  to: Record<string, unknown>,
  viewerId: string | undefined,
) => void

/** Compiles writers, one for each message type, each once. */
export function createWriters(presenters: Presenters): (message: DescMessage) => Writer {
  const writers = new Map<string, Writer>()

  function writerOf(message: DescMessage): Writer {
    const known = writers.get(message.typeName)
    if (known !== undefined) return known
    const fields: FieldWriter[] = []
    const present = presenters.get(message.typeName)
    const writer: Writer = (value, viewerId) => {
      const from = present === undefined ? value : present(value as never, viewerId)
      const to: Record<string, unknown> = {}
      for (const write of fields) write(from as Record<string, unknown>, to, viewerId)
      return to
    }
    // Stored before its fields are compiled: a message may hold itself.
    writers.set(message.typeName, writer)
    fields.push(...message.fields.map((field) => fieldWriter(field, writerOf)))
    return writer
  }
  return writerOf
}

function fieldWriter(field: DescField, writerOf: (message: DescMessage) => Writer): FieldWriter {
  const { name, localName } = field
  const write = valueWriter(field, writerOf)
  const put = (to: Record<string, unknown>, value: unknown, viewerId: string | undefined) => {
    if (value === undefined) return
    const json = write(value as never, viewerId)
    if (json !== undefined) to[name] = json
  }
  if (field.oneof === undefined) return (from, to, viewerId) => put(to, from[localName], viewerId)
  const oneof = field.oneof.localName
  return (from, to, viewerId) => {
    const chosen = from[oneof] as { $case: string; value: unknown } | undefined
    if (chosen?.$case === localName) put(to, chosen.value, viewerId)
  }
}

function valueWriter(field: DescField, writerOf: (message: DescMessage) => Writer): ValueWriter {
  if (field.fieldKind === 'list') {
    const item = itemWriter(field, writerOf)
    return (items: readonly unknown[], viewerId) =>
      items.map((value) => item(value as never, viewerId)).filter((json) => json !== undefined)
  }
  return itemWriter(field, writerOf)
}

function itemWriter(field: DescField, writerOf: (message: DescMessage) => Writer): ValueWriter {
  if (field.message !== undefined) return messageWriter(field.message, writerOf)
  if (field.enum !== undefined) {
    const stated = new Set(enumNames(field.enum))
    return (value: string) => (stated.has(value) ? value : undefined)
  }
  if (rulesOf(field).zeroIsAbsent) return (value: unknown) => (value === 0 ? undefined : value)
  if (field.scalar === ScalarType.BYTES) return (value: Buffer) => value.toString('base64')
  return (value: unknown) => value
}

function messageWriter(message: DescMessage, writerOf: (message: DescMessage) => Writer): ValueWriter {
  if (message.typeName === TIMESTAMP) return (value: Date) => value.toISOString()
  return writerOf(message)
}
