import type { table } from './gen/table.js'

type Row = (typeof table)[number]
type ChoiceRow = Extract<Row, { kind: 'choice' }>

/** The name of a fact: its field of the contract's Profile, snake_case. */
export type FactName = Row['name']

/** The name of a fact that a person states by choosing. */
export type ChoiceName = ChoiceRow['name']

/** What the answers of a choice are called; several facts may share it. */
export type ChoiceType = ChoiceRow['type']

/** A fact with the very names that the contract gives it. */
export type FactNamed<Name extends FactName> = Extract<Row, { name: Name }>

/** What a person can state, by fact. */
export type Choices = { [R in ChoiceRow as R['name']]: R['values'][number] }

/** What is kept of a person's choices, by fact: null where nothing is stated and nothing has to be. */
export type StatedChoices = {
  [R in ChoiceRow as R['name']]: R['values'][number] | (R['isRequired'] extends true ? never : null)
}

/** The choices as fields of a message of the services; undefined where nothing is stated. */
export type ChoiceFields = {
  [R in ChoiceRow as R['key']]: R['values'][number] | (R['isRequired'] extends true ? never : undefined)
}

/** The choices as fields of an event, which has no undefined. */
export type EventChoices = { [R in ChoiceRow as R['key']]: R['answers'][number] }

/** The choices as somebody sends them. */
export type ChoiceDraft = { readonly [R in ChoiceRow as R['key']]?: string | undefined }

type FilterRow = Extract<Row, { filter: { of: 'filters' } }>
type Wish<R extends Row> = R['kind'] extends 'choice' ? R['values'][number][] : boolean

/** The filters of the filter facts, by the filter's name; an empty list and false ask for nothing. */
export type FactFilters = { readonly [R in FilterRow as R['filter']['name']]: Readonly<Wish<R>> }

/** The same as fields of a message of the services. */
export type FactFilterFields = { [R in FilterRow as R['filter']['key']]: Wish<R> }

/** The same as somebody sends them. */
export type FactFilterDraft = {
  readonly [R in FilterRow as R['filter']['key']]: R['kind'] extends 'choice' ? readonly string[] : boolean
}

/** Where a form asks for a fact; see the contract's option. */
export type FactGroup = 'about' | 'intent' | 'life'

/** How people filter by a fact. */
interface FactFilter {
  /** Its field in the contract, snake_case. */
  readonly name: string
  /** Its field in a message of the services, camelCase. */
  readonly key: string
  /** The message that holds the field: everybody has preferences, whoever wants more has filters in them. */
  readonly of: 'filters' | 'preferences'
  /** Whether the filter keeps both people from each other. */
  readonly bothWays: boolean
}

/** Where the bits of a fact's answers stand: the first of them in one of the 32-bit words. A fact never spans two words. */
interface TraitBits {
  readonly word: number
  readonly first: number
}

/** Something about a person that a closed list of answers tells. */
export interface Fact {
  readonly name: FactName
  /** The field in a message of the services, camelCase. */
  readonly key: string
  /** A choice is stated by the person; a flag follows from the profile. */
  readonly kind: 'choice' | 'flag'
  /** The enum's name in kebab-case; several facts may share it. Texts of values are under it: `habit-never`. */
  readonly type: string
  /** What can be stated, as the API names it, in the order of showing. */
  readonly values: readonly string[]
  /** What a profile can hold: the values, before them UNSPECIFIED where nothing has to be stated. In the order of the bits. */
  readonly answers: readonly string[]
  /** Whether every profile states it. */
  readonly isRequired: boolean
  /** What it weighs in a profile's completeness. */
  readonly completeness: number
  /** Undefined for a flag. */
  readonly group?: FactGroup | undefined
  /** Undefined when nobody can filter by it. */
  readonly filter?: FactFilter | undefined
  /** Undefined when nobody can filter by it. */
  readonly bits?: TraitBits | undefined
}

/** A fact that a person states by choosing. */
export type ChoiceFact = Fact & {
  readonly name: ChoiceName
  readonly kind: 'choice'
  readonly type: ChoiceType
}

/** A fact that people can filter by. */
export type FilterFact = Fact & { readonly filter: FactFilter; readonly bits: TraitBits }

/** A fact that people can filter by beside what everybody's preferences say. */
export type WishFact = FilterFact & { readonly filter: { readonly name: keyof FactFilters } }
