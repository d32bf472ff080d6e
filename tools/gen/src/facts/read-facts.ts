import { type DescEnum, type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf'

import { type Contract, optionOf, rulesOf } from '@kindred/rpc'

import { fault, messagesOf } from './profile-messages.js'

/** The option (kindred.facts.v1.fact) of a field. */
interface FactOption {
  readonly filter: string
  readonly bothWays: boolean
  readonly completeness: number
  readonly group: string
}

/** A fact as the contract tells it, without its bits; the properties are those of Fact in libs/facts. */
export interface FactRow {
  readonly name: string
  readonly key: string
  readonly kind: 'choice' | 'flag'
  readonly type: string
  readonly values: readonly string[]
  readonly answers: readonly string[]
  readonly isRequired: boolean
  readonly completeness: number
  readonly group?: string
  readonly filter?: FilterRow
}

interface FilterRow {
  readonly name: string
  readonly key: string
  readonly of: 'filters' | 'preferences'
  readonly bothWays: boolean
}

const groups = ['about', 'intent', 'life']
/** The messages beside Profile that must have a choice as a field: who says it, who sees it, who is told of it. */
const carriers = ['CreateProfileRequest', 'UpdateMyProfileRequest', 'PublicProfile', 'ProfileChanged']
const filterMessages = {
  filters: ['CandidateFilters'],
  preferences: ['Preferences', 'SetMyPreferencesRequest'],
}

/** Every fact of the contract, in the order of the numbers of its fields. Throws with the field when something that the fact needs is missing. */
export function readFacts({ registry }: Pick<Contract, 'registry'>): FactRow[] {
  const message = messagesOf(registry)
  const told = [...message('Profile').fields]
    .sort((one, other) => one.number - other.number)
    .flatMap((field) => {
      const option = optionOf<FactOption>(field, 'kindred.facts.v1.fact')
      return option === undefined ? [] : [{ field, fact: readFact(field, option, message) }]
    })
  for (const [at, { field, fact }] of told.entries()) {
    const other = told.slice(0, at).find((each) => fact.filter && each.fact.filter?.name === fact.filter.name)
    if (other !== undefined)
      throw fault(field, `has the filter "${fact.filter!.name}", which is that of ${other.fact.name}`)
  }
  return told.map(({ fact }) => fact)
}

type FindMessage = (name: string) => DescMessage

function readFact(field: DescField, option: FactOption, message: FindMessage): FactRow {
  if (field.fieldKind !== 'enum') checkFlag(field, option)
  const filter = option.filter === '' ? undefined : readFilter(field, option, message)
  const common = { name: field.name, key: field.localName, completeness: option.completeness }
  if (field.fieldKind !== 'enum') {
    const values = ['NO', 'YES']
    const flag = { kind: 'flag', type: 'flag', values, answers: values, isRequired: true } as const
    return { ...common, ...flag, ...(filter && { filter }) }
  }
  if (!groups.includes(option.group)) throw fault(field, `needs a group: ${groups.join(', ')}`)
  for (const name of carriers) requireField(field, message(name))
  const isRequired = rulesOf(requireField(field, message('CreateProfileRequest'))).required
  const values = valuesOf(field.enum)
  return {
    ...common,
    kind: 'choice',
    type: kebab(field.enum.name),
    values,
    answers: isRequired ? values : ['UNSPECIFIED', ...values],
    isRequired,
    group: option.group,
    ...(filter && { filter }),
  }
}

function checkFlag(field: DescField, { group, completeness }: FactOption): void {
  if (field.enum !== undefined) throw fault(field, 'lists answers, and a fact is one answer')
  if (!isBool(field) && !(field.fieldKind === 'list' && field.message !== undefined))
    throw fault(field, 'is no fact: a choice is an enum, a flag a bool or a list of messages')
  if (completeness !== 0)
    throw fault(field, 'is a flag and has no completeness: only what people state counts for it')
  if (group !== '') throw fault(field, 'is a flag and stands in no group of inputs')
}

const isBool = ({ scalar, fieldKind }: DescField): boolean =>
  fieldKind === 'scalar' && scalar === ScalarType.BOOL

function requireField(field: DescField, carrier: DescMessage): DescField {
  const found = carrier.fields.find(({ name }) => name === field.name)
  if (found === undefined) throw fault(field, `is a fact, and ${carrier.typeName} has no field of that name`)
  if (found.enum?.typeName !== field.enum?.typeName)
    throw fault(field, `is a fact, and ${carrier.typeName} has it as something else`)
  return found
}

function readFilter(
  field: DescField,
  { filter: name, bothWays }: FactOption,
  message: FindMessage,
): FilterRow {
  for (const [of, holders] of Object.entries(filterMessages) as [FilterRow['of'], string[]][]) {
    const found = holders.map((holder) => message(holder).fields.find((candidate) => candidate.name === name))
    if (found.some((candidate) => candidate === undefined)) continue
    for (const candidate of found) checkFilter(field, candidate!)
    return { name, key: found[0]!.localName, of, bothWays }
  }
  throw fault(field, `has the filter "${name}", which is no field of CandidateFilters or Preferences`)
}

function checkFilter(field: DescField, filter: DescField): void {
  const name = `${filter.parent.typeName}.${filter.name}`
  if (field.fieldKind !== 'enum') {
    if (!isBool(filter)) throw fault(field, `is a flag, so its filter ${name} must be a bool`)
    return
  }
  if (filter.fieldKind !== 'list' || filter.enum?.typeName !== field.enum.typeName)
    throw fault(field, `needs a list of ${field.enum.name} as its filter ${name}`)
}

function valuesOf(type: DescEnum): string[] {
  const prefix = type.sharedPrefix?.toUpperCase() ?? ''
  return type.values.filter(({ number }) => number !== 0).map(({ name }) => name.slice(prefix.length))
}

const kebab = (name: string): string => name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()
