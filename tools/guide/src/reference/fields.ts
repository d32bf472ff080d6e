/** A JSON schema as the documents of the API hold them. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly description?: string
  readonly enum?: readonly string[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
}

/** Schemas by name, as `components.schemas` has them. */
export type Schemas = Readonly<Record<string, Schema>>

/** Text for a cell of a table. */
export const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim()

/** A table of Markdown; empty without rows. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n') + '\n\n'

/** The fields of a message as a table, those of messages in it below their names. */
export const fieldTable = (schema: Schema, schemas: Schemas): string =>
  table(['field', 'type', ''], rowsOf(resolved(schema, schemas), schemas, '', []))

/** A value as an example to read. */
export const example = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\n\n`

const nameOf = ({ $ref }: Schema): string | undefined => $ref?.replace('#/components/schemas/', '')

function resolved(schema: Schema, schemas: Schemas): Schema {
  const name = nameOf(schema)
  return name === undefined ? schema : (schemas[name] ?? {})
}

function rowsOf(schema: Schema, schemas: Schemas, above: string, inside: readonly string[]): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([field, of]) => {
    const need = schema.required?.includes(field) === true ? '' : ', optional'
    const name = `${above}${field}`
    const row = [`\`${name}\``, `${typeOf(of)}${need}`, cell(of.description ?? '')]
    const item = of.items ?? of
    const target = nameOf(item)
    const below = target === undefined ? item : inside.includes(target) ? {} : (schemas[target] ?? {})
    const within = target === undefined ? inside : [...inside, target]
    return [row, ...rowsOf(below, schemas, `${name}${of.items ? '[]' : ''}.`, within)]
  })
}

/** The type of a value with its limits, in words. */
export function typeOf(schema: Schema): string {
  const { type, format, items, enum: names } = schema
  if (items !== undefined)
    return `list of ${typeOf(items)}${limits(schema.minItems, schema.maxItems, 'items')}`
  if (names !== undefined) return names.map((name) => `\`${name}\``).join(' or ')
  const kind = [type ?? 'object'].flat().join(' or ')
  const length = limits(schema.minLength, schema.maxLength, 'characters')
  return `${kind}${format === undefined ? '' : ` (${format})`}${length}${limits(schema.minimum, schema.maximum)}`
}

function limits(min: number | undefined, max: number | undefined, unit = ''): string {
  if (min === undefined && max === undefined) return ''
  const range =
    min === undefined ? `at most ${max}` : max === undefined ? `at least ${min}` : `${min} to ${max}`
  return `, ${range}${unit === '' ? '' : ` ${unit}`}`
}
