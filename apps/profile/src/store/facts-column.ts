import { sql } from '@kindred/db'
import { choices, ownTexts } from '@kindred/facts'

import { blankOf } from '../domain/blank.js'
import { type Facts, type ProfileRow, type StoredProfile, textColumns } from './schema.js'

const columns: ReadonlySet<string> = new Set(textColumns)
const names: ReadonlySet<string> = new Set(
  [...choices, ...ownTexts].map(({ name }) => name).filter((name) => !columns.has(name)),
)

/** A stored profile with its facts beside the other details. */
export function toProfileRow(stored: StoredProfile): ProfileRow {
  shape ??= shapeOf(stored)
  const row = shape.blank()
  for (const name of shape.columns) row[name] = stored[name as keyof StoredProfile]
  const facts: Readonly<Record<string, unknown>> = stored.facts
  for (const name of names) row[name] = facts[name] ?? null
  return row as unknown as ProfileRow
}

interface Shape {
  readonly columns: readonly string[]
  readonly blank: () => Record<string, unknown>
}

let shape: Shape | undefined

/** The table's columns are the same for as long as the process runs. */
function shapeOf(stored: StoredProfile): Shape {
  const columns = Object.keys(stored).filter((name) => name !== 'facts')
  return { columns, blank: blankOf<Record<string, unknown>>([...columns, ...names]) }
}

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
