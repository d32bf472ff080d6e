export { Marks } from './case-side.js'
export { FindingWords } from './finding.js'
export { OneDecision } from './one-decision.js'
export { RuleField } from './rule-field.js'
