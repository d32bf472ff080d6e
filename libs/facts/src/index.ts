export type {
  ChoiceDraft,
  ChoiceFact,
  ChoiceFields,
  ChoiceName,
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
} from './fact.js'
export { choices, factNamed, facts, filterFacts, flags, traitFacts, traitWordCount } from './facts.js'
export { answerIn, wishIn } from './messages.js'
