import { sql } from '@kindred/db'
import { type ChoiceName, choices, type StatedChoices } from '@kindred/facts'

import type { ProfileRow, StoredProfile } from './schema.js'

const nothingStated = Object.fromEntries(choices.map(({ name }) => [name, null]))
const names: ReadonlySet<string> = new Set(choices.map(({ name }) => name))

/** A stored profile with its choices beside the other details. */
export const toProfileRow = ({ facts, ...columns }: StoredProfile): ProfileRow =>
  ({ ...columns, ...nothingStated, ...facts }) as ProfileRow

/** Details or changes, parted into the choices of the column facts and the columns of their own. */
export function splitChoices<Given extends Partial<StatedChoices>>(
  given: Given,
): { columns: Omit<Given, ChoiceName>; stated: Partial<StatedChoices> } {
  const isStated = ([field]: [string, unknown]): boolean => names.has(field)
  const entries = Object.entries(given)
  return {
    columns: Object.fromEntries(entries.filter((entry) => !isStated(entry))) as Omit<Given, ChoiceName>,
    stated: Object.fromEntries(entries.filter(isStated)),
  }
}

/** The column facts of a new profile. */
export const newFacts = (stated: Partial<StatedChoices>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== null)))

/** The column facts with some choices changed; what is null is cleared. */
export const mergedFacts = (stated: Partial<StatedChoices>) =>
  Object.keys(stated).length === 0
    ? {}
    : { facts: sql`jsonb_strip_nulls(profile.facts || ${JSON.stringify(stated)}::jsonb)` }
