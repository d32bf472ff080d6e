import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf'
import { FeatureSet_FieldPresence } from '@bufbuild/protobuf/wkt'

import type { FieldError } from '@kindred/kernel'

import { type FieldRules, rulesOf } from '../contract/rules.js'
import { type Check, checkBytes, checkEnum, checkNumber, checkText } from './text.js'

type Report = (pointer: string, error: Omit<FieldError, 'pointer'>) => void
type Walk = (value: unknown, pointer: string, report: Report) => void

const compiled = new WeakMap<DescMessage, Walk>()

/** Every broken rule of a message in ts-proto's shape, in the order of its fields; pointers are in proto names. */
export function validateMessage(message: DescMessage, value: object): FieldError[] {
  const errors: FieldError[] = []
  walkOf(message)(value, '', (pointer, error) => errors.push({ pointer, ...error }))
  return errors
}

function walkOf(message: DescMessage): Walk {
  const walk = compiled.get(message) ?? compileMessage(message)
  compiled.set(message, walk)
  return walk
}

function compileMessage(message: DescMessage): Walk {
  const fields = message.fields.map((field) => ({
    read: reader(field),
    walk: compileField(field),
    name: field.name,
  }))
  return (value, pointer, report) => {
    for (const field of fields) field.walk(field.read(value), `${pointer}/${field.name}`, report)
  }
}

/** ts-proto keeps a oneof as `{ $case, value }` under the oneof's name. */
function reader(field: DescField): (message: unknown) => unknown {
  const { localName, oneof } = field
  if (oneof === undefined) return (message) => (message as Record<string, unknown>)[localName]
  return (message) => {
    const chosen = (message as Record<string, { $case: string; value: unknown } | undefined>)[oneof.localName]
    return chosen?.$case === localName ? chosen.value : undefined
  }
}

function compileField(field: DescField): Walk {
  const rules = rulesOf(field)
  if (field.fieldKind === 'list') return compileList(field, rules)
  if (field.fieldKind === 'map') return () => undefined
  const isEmpty = emptiness(field)
  const isAbsent =
    field.presence === FeatureSet_FieldPresence.EXPLICIT || field.oneof !== undefined ? isUndefined : isEmpty
  const walk = compileValue(field, rules)
  return (value, pointer, report) => {
    if (rules.required && isEmpty(value))
      report(pointer, { code: 'REQUIRED', detail: 'This field is required.' })
    else if (!isAbsent(value)) walk(value, pointer, report)
  }
}

const isUndefined = (value: unknown): boolean => value === undefined

/**
 * When a field counts as not given. A zero of a plain number or boolean is a value like any other (proto3 cannot tell it from
 * nothing), so `required` says nothing there and the bounds always hold.
 */
function emptiness(field: DescField): (value: unknown) => boolean {
  if (field.fieldKind === 'enum') return (value) => value === undefined || value === 'UNSPECIFIED'
  if (field.fieldKind !== 'scalar') return isUndefined
  if (field.scalar === ScalarType.STRING) return (value) => value === undefined || value === ''
  if (field.scalar === ScalarType.BYTES)
    return (value) => value === undefined || (value as Uint8Array).length === 0
  return isUndefined
}

function compileList(field: DescField & { fieldKind: 'list' }, rules: FieldRules): Walk {
  const { required, minItems = required ? 1 : 0, maxItems = Infinity, unique } = rules
  const walk = compileValue(field, rules)
  return (value, pointer, report) => {
    const items = (value ?? []) as unknown[]
    if (items.length === 0 && required)
      report(pointer, { code: 'REQUIRED', detail: 'This field is required.' })
    else if (items.length < minItems)
      report(pointer, { code: 'TOO_FEW', detail: `At least ${minItems} items.` })
    if (items.length > maxItems)
      return report(pointer, { code: 'TOO_MANY', detail: `At most ${maxItems} items.` })
    items.forEach((item, index) => {
      if (unique && items.indexOf(item) < index) {
        report(`${pointer}/${index}`, { code: 'DUPLICATE', detail: 'No item may stand twice.' })
      } else walk(item, `${pointer}/${index}`, report)
    })
  }
}

function compileValue(field: DescField, rules: FieldRules): Walk {
  if (field.message !== undefined) return compileNested(field.message)
  const check = checkOf(field, rules)
  return (value, pointer, report) => {
    const error = check?.(value)
    if (error !== undefined) report(pointer, error)
  }
}

// Nested walks are looked up late, so that a message may hold itself. Google's own types are not plain messages in ts-proto.
function compileNested(message: DescMessage): Walk {
  if (!message.typeName.startsWith('google.'))
    return (value, pointer, report) => walkOf(message)(value, pointer, report)
  return (value, pointer, report) => {
    if (value instanceof Date && Number.isNaN(value.getTime()))
      report(pointer, { code: 'FORMAT', detail: 'A time.' })
  }
}

function checkOf(field: DescField, rules: FieldRules): Check | undefined {
  if (field.enum !== undefined) return checkEnum
  if (field.scalar === ScalarType.STRING) return checkText(rules)
  if (field.scalar === ScalarType.BYTES) return checkBytes(rules)
  return field.scalar === ScalarType.BOOL ? undefined : checkNumber(rules)
}
