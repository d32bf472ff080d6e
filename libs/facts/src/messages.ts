import type { Fact } from './fact.js'

/** A message of the services, or a part of one; its fields are camelCase. */
type Fields = object

/** What a profile's message says of a fact: one of its answers, or one that only a newer contract knows. */
export function answerIn(fact: Pick<Fact, 'key' | 'kind'>, profile: Fields): string {
  const value = fieldOf(profile, fact.key)
  if (fact.kind === 'flag') return (Array.isArray(value) ? value.length > 0 : value === true) ? 'YES' : 'NO'
  return typeof value === 'string' ? value : 'UNSPECIFIED'
}

/** The answers that filters or preferences accept of a fact; an empty list accepts every one. */
export function wishIn(fact: Pick<Fact, 'filter'>, wishes: Fields): readonly string[] {
  const value = fact.filter && fieldOf(wishes, fact.filter.key)
  if (Array.isArray(value)) return value as string[]
  return value === true ? ['YES'] : []
}

const fieldOf = (message: Fields, key: string): unknown => (message as Readonly<Record<string, unknown>>)[key]
