export type {
  ChoiceDraft,
  ChoiceFact,
  ChoiceFields,
  ChoiceName,
  ChoiceType,
  Choices,
  EventChoices,
  Fact,
  FactFilter,
  FactFilterDraft,
  FactFilterFields,
  FactFilters,
  FactGroup,
  FactName,
  FactNamed,
  FilterFact,
  StatedChoices,
  TraitBits,
  WishFact,
} from './fact.js'
export { choices, factNamed, facts, filterFacts, flags, traitFacts, traitWordCount } from './facts.js'
export { answerIn, wishIn } from './messages.js'
