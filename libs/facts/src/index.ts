export type {
  ChoiceFact,
  ChoiceName,
  Choices,
  Fact,
  FactFilter,
  FactGroup,
  FactName,
  FilterFact,
  TraitBits,
} from './fact.js'
export { choices, facts, filterFacts, flags, traitFacts, traitWordCount } from './facts.js'
export { answerIn, wishIn } from './messages.js'
