import {
  type DescField,
  type DescFile,
  type DescMethod,
  getExtension,
  hasExtension,
  type Message,
} from '@bufbuild/protobuf'

const formats = ['', 'uuid', 'date', 'line', 'text'] as const

/** What a field may hold, from (kindred.api.v1.rules). */
export interface FieldRules {
  readonly required: boolean
  readonly minLen: number | undefined
  readonly maxLen: number | undefined
  /** ECMAScript, for the whole text, u flag; empty for none. */
  readonly pattern: string
  readonly gte: number | undefined
  readonly lte: number | undefined
  readonly minItems: number | undefined
  readonly maxItems: number | undefined
  readonly unique: boolean
  readonly format: (typeof formats)[number]
  /** Must stand in the JSON body, whatever its value. */
  readonly stated: boolean
  /** A zero means that nothing is told: JSON leaves it out. */
  readonly zeroIsAbsent: boolean
  /** A value for the documentation, as JSON; empty for none. */
  readonly example: string
}

const noRules: FieldRules = {
  required: false,
  minLen: undefined,
  maxLen: undefined,
  pattern: '',
  gte: undefined,
  lte: undefined,
  minItems: undefined,
  maxItems: undefined,
  unique: false,
  format: '',
  stated: false,
  zeroIsAbsent: false,
  example: '',
}

const known = new WeakMap<DescField, FieldRules>()

/** The rules of a field; throws with the field's full name when they make no sense. */
export function rulesOf(field: DescField): FieldRules {
  const rules = known.get(field) ?? readRules(field)
  known.set(field, rules)
  return rules
}

/** The value of an option of Kindred or Google on a method or field; undefined when it is not set. */
export function optionOf<Value>(desc: DescField | DescMethod, typeName: string): Value | undefined {
  const options: Message | undefined = desc.proto.options
  const extension = extensionNamed(desc.parent.file, typeName)
  if (options === undefined || extension === undefined || !hasExtension(options, extension)) return undefined
  return getExtension(options, extension) as Value
}

function extensionNamed(file: DescFile, typeName: string): DescFile['extensions'][number] | undefined {
  const declared = [file, ...file.dependencies].flatMap((candidate) => candidate.extensions)
  return declared.find((extension) => extension.typeName === typeName)
}

function readRules(field: DescField): FieldRules {
  const rules: FieldRules = { ...noRules, ...optionOf<Partial<FieldRules>>(field, 'kindred.api.v1.rules') }
  const name = `${field.parent.typeName}.${field.name}`
  if (!formats.includes(rules.format)) throw new Error(`${name}: unknown format "${rules.format}"`)
  try {
    if (rules.pattern !== '') wholeText(rules.pattern)
    if (rules.example !== '') JSON.parse(rules.example)
  } catch (cause) {
    throw new Error(`${name}: its pattern or example is not valid`, { cause })
  }
  return rules
}

/** A rule's pattern as a RegExp for the whole text. */
export const wholeText = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u')
