import { type OwnText, ownTexts } from '@kindred/facts'

/** The texts that have inputs and places of their own; all others stand among the facts. */
export type PlacedTextName = 'bio' | 'city'
const placed: readonly string[] = ['bio', 'city'] satisfies PlacedTextName[]

/** The texts that stand among the facts, on a person's page and in the form. */
export const factTexts: readonly OwnText[] = ownTexts.filter(({ name }) => !placed.includes(name))
