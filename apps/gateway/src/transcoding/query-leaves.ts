import type { DescField, DescMessage } from '@bufbuild/protobuf'

/** A value that a query can carry: a field with its name there, which is dotted when the field stands in a nested message. */
export interface QueryLeaf {
  /** `page_size`, `filters.goals`. */
  readonly name: string
  readonly field: DescField
}

/** The values of a query with these fields; throws with the name of a field that no query can express. */
export const queryLeaves = (fields: readonly DescField[]): QueryLeaf[] =>
  fields.flatMap((field) => leavesOf(field, field.name, []))

/** True for a field whose own fields stand in a query, under dotted names. */
export const isDotted = (field: DescField): field is DescField & { readonly message: DescMessage } =>
  field.fieldKind === 'message' && !field.message.typeName.startsWith('google.')

function leavesOf(field: DescField, name: string, inside: readonly string[]): QueryLeaf[] {
  if (field.message === undefined && field.fieldKind !== 'map') return [{ name, field }]
  // A message that holds itself would have names without end.
  if (!isDotted(field) || inside.includes(field.message.typeName))
    throw new Error(`${name} cannot stand in a query`)
  const within = [...inside, field.message.typeName]
  return field.message.fields.flatMap((part) => leavesOf(part, `${name}.${part.name}`, within))
}
