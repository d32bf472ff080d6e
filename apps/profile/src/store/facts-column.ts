import { sql } from '@kindred/db'
import { choices, ownTexts } from '@kindred/facts'

import { type Facts, type ProfileRow, type StoredProfile, textColumns } from './schema.js'

const columns: ReadonlySet<string> = new Set(textColumns)
const names: ReadonlySet<string> = new Set(
  [...choices, ...ownTexts].map(({ name }) => name).filter((name) => !columns.has(name)),
)
const nothingStated = Object.fromEntries([...names].map((name) => [name, null]))

/** A stored profile with its facts beside the other details. */
export const toProfileRow = ({ facts, ...columns }: StoredProfile): ProfileRow =>
  ({ ...columns, ...nothingStated, ...facts }) as ProfileRow

/** Details or changes, parted into what stands in the column facts and the columns of their own. */
export function splitFacts<Given extends Partial<Facts>>(
  given: Given,
): { columns: Omit<Given, keyof Facts>; stated: Partial<Facts> } {
  const isStated = ([field]: [string, unknown]): boolean => names.has(field)
  const entries = Object.entries(given)
  return {
    columns: Object.fromEntries(entries.filter((entry) => !isStated(entry))) as Omit<Given, keyof Facts>,
    stated: Object.fromEntries(entries.filter(isStated)),
  }
}

/** The column facts of a new profile. */
export const newFacts = (stated: Partial<Facts>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== null)))

/** The column facts with some of them changed; what is null is cleared. */
export const mergedFacts = (stated: Partial<Facts>) =>
  Object.keys(stated).length === 0
    ? {}
    : { facts: sql`jsonb_strip_nulls(profile.facts || ${JSON.stringify(stated)}::jsonb)` }
