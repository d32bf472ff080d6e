export type {
  ChoiceDraft,
  ChoiceFact,
  ChoiceFields,
  ChoiceName,
  ChoiceType,
  Choices,
  EventChoices,
  FactFilterDraft,
  FactFilterFields,
  FactFilters,
  FactGroup,
  FilterFact,
  StatedChoices,
  WishFact,
} from './fact.js'
export { choices, factNamed, facts, filterFacts, flags, traitFacts, traitWordCount } from './facts.js'
export { answerIn, wishIn } from './messages.js'
export {
  type OwnText,
  type OwnTextDraft,
  type OwnTextFields,
  type OwnTextName,
  type OwnTexts,
  ownTexts,
} from './own-text.js'
