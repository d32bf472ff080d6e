import type { ChoiceFact, Fact, FactName, FactNamed, FilterFact, WishFact } from './fact.js'
import { table } from './gen/table.js'

/** Every fact, in the contract's order. */
export const facts: readonly Fact[] = table

/** What people state by choosing. */
export const choices: readonly ChoiceFact[] = table.filter((fact) => fact.kind === 'choice')

/** What follows from a profile: whether it shows a photo, whether it is verified. */
export const flags: readonly Fact[] = facts.filter(({ kind }) => kind === 'flag')

/** The facts that decide who is shown to whom; each has its bits. */
export const traitFacts: readonly FilterFact[] = facts.filter(
  (fact): fact is FilterFact => fact.filter !== undefined,
)

/** How many 32-bit words hold a bit for each answer of the trait facts. */
export const traitWordCount = Math.max(...traitFacts.map(({ bits }) => bits.word)) + 1

/** The trait facts that somebody asks for who wants more than everybody's preferences say. */
export const filterFacts: readonly WishFact[] = traitFacts.filter(
  (fact): fact is WishFact => fact.filter.of === 'filters',
)

/** One fact, for what is special about it. */
export const factNamed = <Name extends FactName>(name: Name): FactNamed<Name> =>
  table.find((fact) => fact.name === name) as FactNamed<Name>
