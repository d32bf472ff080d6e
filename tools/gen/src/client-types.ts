import { type DescEnum, type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf'

import { commentOf, rulesOf } from '@kindred/rpc'

/** The TypeScript declaration of a message or an enum as it looks in JSON. */
export function typeDeclaration(type: DescMessage | DescEnum): string {
  return type.kind === 'enum' ? enumDeclaration(type) : messageDeclaration(type)
}

/** A doc comment of one or more lines with the given indent. */
export function commentLines(comment: string, indent: string): string[] {
  const lines = comment
    .trim()
    .split('\n')
    .map((line) => line.trim())
  if (lines.length === 1) return [`${indent}/** ${lines[0]} */`]
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`]
}

function enumDeclaration(type: DescEnum): string {
  const prefix = type.sharedPrefix?.toUpperCase() ?? ''
  const names = type.values
    .filter((value) => value.number !== 0)
    .map((value) => `'${value.name.slice(prefix.length)}'`)
  return [
    ...commentLines(commentOf(type) || type.name, ''),
    `export type ${type.name} = ${names.join(' | ')}`,
  ].join('\n')
}

function messageDeclaration(type: DescMessage): string {
  const fields = type.fields.filter((field) => field.message?.typeName !== 'google.protobuf.FieldMask')
  const isRequest = type.name.endsWith('Request')
  const isPatch = fields.length < type.fields.length
  const lines = fields.flatMap((field) => {
    const optional = isOptional(field, isRequest) ? '?' : ''
    return [
      ...commentLines(commentOf(field) || field.name, '  '),
      `  ${field.name}${optional}: ${isRequest ? inputType(field) : jsonType(field)}${isPatch ? ' | null' : ''}`,
    ]
  })
  return [
    ...commentLines(commentOf(type) || type.name, ''),
    `export interface ${type.name} {`,
    ...lines,
    '}',
  ].join('\n')
}

/** Whether JSON may leave a field out: who asks may leave out what is not required, an answer what is not set. */
export function isOptional(field: DescField, isRequest: boolean): boolean {
  if (isRequest) return !rulesOf(field).required && !rulesOf(field).stated
  if (field.oneof !== undefined || field.proto.proto3Optional || rulesOf(field).zeroIsAbsent) return true
  return (
    field.fieldKind === 'message' &&
    field.message.typeName !== 'google.protobuf.Timestamp' &&
    !rulesOf(field).required
  )
}

// A nested message is declared as Kindred answers it, all its lists and flags written; who sends one may leave them out.
function inputType(field: DescField): string {
  const isNested = field.fieldKind === 'message' && field.message.typeName !== 'google.protobuf.Timestamp'
  return isNested ? `Partial<${jsonType(field)}>` : jsonType(field)
}

function jsonType(field: DescField): string {
  if (field.fieldKind === 'map')
    return `Record<string, ${field.scalar === undefined ? 'unknown' : scalarType(field.scalar)}>`
  const single = field.message
    ? messageType(field.message)
    : (field.enum?.name ?? scalarType(field.scalar ?? ScalarType.STRING))
  return field.fieldKind === 'list' ? `${single}[]` : single
}

const messageType = (type: DescMessage): string =>
  type.typeName === 'google.protobuf.Timestamp' ? 'string' : type.name

function scalarType(scalar: ScalarType): string {
  if (scalar === ScalarType.STRING || scalar === ScalarType.BYTES) return 'string'
  return scalar === ScalarType.BOOL ? 'boolean' : 'number'
}
