import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf'

import { type FieldRules, rulesOf } from '@kindred/rpc'

import { enumNames, hasPresence, isWhole, TIMESTAMP } from './fields.js'

/** A JSON Schema, draft 2020-12 as far as it is used here. */
export type Schema = Readonly<Record<string, unknown>>

/** A JSON Schema of an object. */
export interface ObjectSchema extends Schema {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, Schema>>
}

/** How a schema speaks of another message, and what it says beside the rules. */
export interface SchemaStyle {
  /** The `$ref` of a message. */
  readonly ref: (message: DescMessage) => string
  /** What is added to a field's schema, for example its description. */
  readonly annotate?: (field: DescField) => Schema
}

/** The schema of what a client sends: the fields' rules, nothing unknown. With `clearable` null stands for "clear this". */
export function inputSchema(
  fields: readonly DescField[],
  style: SchemaStyle,
  clearable = false,
): ObjectSchema {
  const required = fields.filter((field) => !clearable && mustStand(field)).map((field) => field.name)
  return {
    type: 'object',
    additionalProperties: false,
    properties: properties(fields, (field) => {
      const schema = { ...fieldSchema(field, style, true), ...style.annotate?.(field) }
      return clearable ? orNull(schema) : schema
    }),
    ...(required.length > 0 ? { required } : {}),
    ...atMostOne(fields),
  }
}

const mustStand = (field: DescField): boolean => rulesOf(field).required || rulesOf(field).stated

/** The schema of what Kindred answers: fields that are always there are required. */
export function outputSchema(message: DescMessage, style: SchemaStyle): ObjectSchema {
  const required = message.fields.filter(isAlwaysWritten).map((field) => field.name)
  return {
    type: 'object',
    properties: properties(message.fields, (field) => ({
      ...fieldSchema(field, style, false),
      ...style.annotate?.(field),
    })),
    ...(required.length > 0 ? { required } : {}),
  }
}

const isAlwaysWritten = (field: DescField): boolean =>
  !hasPresence(field) && field.fieldKind !== 'enum' && !rulesOf(field).zeroIsAbsent

const properties = (
  fields: readonly DescField[],
  schema: (field: DescField) => Schema,
): Record<string, Schema> => Object.fromEntries(fields.map((field) => [field.name, schema(field)]))

/** The members of a oneof exclude each other. */
function atMostOne(fields: readonly DescField[]): Schema {
  const oneofs = new Set(fields.flatMap((field) => field.oneof ?? []))
  const pairs = [...oneofs].flatMap(({ fields: members }) =>
    members.flatMap((one, at) =>
      members.slice(at + 1).map((other) => ({ required: [one.name, other.name] })),
    ),
  )
  return pairs.length > 0 ? { not: { anyOf: pairs } } : {}
}

/** The schema of a field's value; with `strict` its rules as well. */
export function fieldSchema(field: DescField, style: SchemaStyle, strict: boolean): Schema {
  const rules = rulesOf(field)
  const item = valueSchema(field, rules, style, strict)
  if (field.fieldKind !== 'list') return item
  const minItems = rules.minItems ?? (rules.required ? 1 : undefined)
  const bounds = { minItems, maxItems: rules.maxItems, uniqueItems: rules.unique || undefined }
  return { type: 'array', items: item, ...(strict ? given(bounds) : {}) }
}

function valueSchema(field: DescField, rules: FieldRules, style: SchemaStyle, strict: boolean): Schema {
  if (field.message !== undefined) return messageSchema(field.message, style)
  if (field.enum !== undefined) return { type: 'string', enum: enumNames(field.enum) }
  if (field.scalar === ScalarType.STRING) return { type: 'string', ...textRules(field, rules, strict) }
  if (field.scalar === ScalarType.BYTES) return { type: 'string', format: 'byte' }
  if (field.scalar === ScalarType.BOOL) return { type: 'boolean' }
  return numberSchema(field.scalar, rules, strict)
}

function messageSchema(message: DescMessage, style: SchemaStyle): Schema {
  if (message.typeName === TIMESTAMP) return { type: 'string', format: 'date-time' }
  return { $ref: style.ref(message) }
}

function textRules(field: DescField, rules: FieldRules, strict: boolean): Schema {
  const format = given({ format: isWire(rules.format) ? rules.format : undefined })
  if (!strict) return format
  const isRequired = rules.required && field.fieldKind !== 'list' && !isWire(rules.format)
  return {
    ...given({
      minLength: rules.minLen ?? (isRequired ? 1 : undefined),
      maxLength: rules.maxLen,
      pattern: rules.pattern === '' ? undefined : `^(?:${rules.pattern})$`,
    }),
    ...format,
  }
}

/** A format that JSON Schema knows; the others say how people's words are kept. */
const isWire = (format: FieldRules['format']): boolean => format === 'uuid' || format === 'date'

const int32 = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1, format: 'int32' }
const uint32 = { minimum: 0, maximum: 2 ** 32 - 1, format: 'int64' }
// A 64-bit number beyond 2^53 would be rounded by every JavaScript reader: such a value is refused.
const int64 = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER, format: 'int64' }
const uint64 = { ...int64, minimum: 0 }

const wholeRange = new Map<ScalarType, { minimum: number; maximum: number; format: string }>([
  [ScalarType.INT32, int32],
  [ScalarType.SINT32, int32],
  [ScalarType.SFIXED32, int32],
  [ScalarType.UINT32, uint32],
  [ScalarType.FIXED32, uint32],
  [ScalarType.UINT64, uint64],
  [ScalarType.FIXED64, uint64],
])

function numberSchema(scalar: ScalarType, rules: FieldRules, strict: boolean): Schema {
  const bounds = strict ? given({ minimum: rules.gte, maximum: rules.lte }) : {}
  if (!isWhole(scalar))
    return { type: 'number', format: scalar === ScalarType.FLOAT ? 'float' : 'double', ...bounds }
  const { format, ...range } = wholeRange.get(scalar) ?? int64
  return { type: 'integer', format, ...(strict ? range : {}), ...bounds }
}

function orNull(schema: Schema): Schema {
  if (schema['$ref'] !== undefined) return { anyOf: [schema, { type: 'null' }] }
  const { enum: names, type, ...rest } = schema
  return {
    ...rest,
    type: [type, 'null'],
    ...(Array.isArray(names) ? { enum: [...(names as string[]), null] } : {}),
  }
}

const given = (schema: Schema): Schema =>
  Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined))
