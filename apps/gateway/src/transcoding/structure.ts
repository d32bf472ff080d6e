import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf'

import type { FieldError } from '@kindred/kernel'

import { escapePointer } from '../edge/faults.js'
import { enumNames, isWhole, TIMESTAMP } from './fields.js'

const fault = (pointer: string, code: string, detail: string): FieldError => ({ pointer, code, detail })

const isObject = (json: unknown): json is Record<string, unknown> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** The unknown fields and wrong types of a JSON value. The fields' rules are checked elsewhere. */
export function structureErrors(message: DescMessage, json: unknown, pointer = ''): FieldError[] {
  if (!isObject(json)) return [fault(pointer, 'WRONG_TYPE', 'Must be an object.')]
  const fields = fieldsOf(message)
  return Object.entries(json).flatMap(([name, value]) => {
    const field = fields.get(name)
    if (field === undefined) {
      return [fault(`${pointer}/${escapePointer(name)}`, 'UNKNOWN_FIELD', 'There is no such field.')]
    }
    return fieldErrors(field, value, `${pointer}/${name}`)
  })
}

const known = new WeakMap<DescMessage, ReadonlyMap<string, DescField>>()

function fieldsOf(message: DescMessage): ReadonlyMap<string, DescField> {
  const fields = known.get(message) ?? new Map(message.fields.map((field) => [field.name, field]))
  known.set(message, fields)
  return fields
}

function fieldErrors(field: DescField, json: unknown, pointer: string): FieldError[] {
  if (field.fieldKind !== 'list') return itemErrors(field, json, pointer)
  if (!Array.isArray(json)) return [fault(pointer, 'WRONG_TYPE', 'Must be an array.')]
  return json.flatMap((item, index) => itemErrors(field, item, `${pointer}/${index}`))
}

function itemErrors(field: DescField, json: unknown, pointer: string): FieldError[] {
  const isPlain = field.message === undefined || field.message.typeName === TIMESTAMP
  if (!isPlain) return structureErrors(field.message, json, pointer)
  const wanted = typeOf(field)
  const hasType = wanted === 'integer' ? Number.isSafeInteger(json) : typeof json === wanted
  if (!hasType)
    return [fault(pointer, 'WRONG_TYPE', `Must be ${wanted === 'integer' ? 'an' : 'a'} ${wanted}.`)]
  if (field.enum === undefined || enumNames(field.enum).includes(String(json))) return []
  return [fault(pointer, 'NOT_ALLOWED', `Must be one of ${enumNames(field.enum).join(', ')}.`)]
}

function typeOf({ scalar }: DescField): 'string' | 'boolean' | 'number' | 'integer' {
  if (scalar === undefined || scalar === ScalarType.STRING || scalar === ScalarType.BYTES) return 'string'
  if (scalar === ScalarType.BOOL) return 'boolean'
  return isWhole(scalar) ? 'integer' : 'number'
}
