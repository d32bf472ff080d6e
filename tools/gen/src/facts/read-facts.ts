import type { DescEnum, DescField, DescMessage } from '@bufbuild/protobuf'

import { type Contract, optionOf, rulesOf } from '@kindred/rpc'

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
  const message = (name: string): DescMessage => {
    const found = registry.getMessage(`kindred.profile.v1.${name}`)
    if (found === undefined) throw new Error(`The contract has no kindred.profile.v1.${name}`)
    return found
  }
  return [...message('Profile').fields]
    .sort((one, other) => one.number - other.number)
    .flatMap((field) => {
      const option = optionOf<FactOption>(field, 'kindred.facts.v1.fact')
      return option === undefined ? [] : [readFact(field, option, message)]
    })
}

type FindMessage = (name: string) => DescMessage

function readFact(field: DescField, option: FactOption, message: FindMessage): FactRow {
  const filter = option.filter === '' ? undefined : readFilter(field, option, message)
  const common = { name: field.name, key: field.localName, completeness: option.completeness }
  if (field.fieldKind !== 'enum') {
    if (option.group !== '') throw fault(field, 'is a flag and stands in no group of inputs')
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
    if (filter.fieldKind !== 'scalar') throw fault(field, `is a flag, so its filter ${name} must be a bool`)
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

const fault = (field: DescField, what: string): Error =>
  new Error(`${field.parent.typeName}.${field.name} ${what}`)
