import { isDeepStrictEqual } from 'node:util'

import { type Kysely, sql } from '@kindred/db'
import type { FilterFact } from '@kindred/facts'

import { answerAt, countWords, maskOf, type TraitLayout } from '../domain/trait-layout.js'
import { acceptedViewers, gendersOf, traits, traitsBy, traitWords } from '../domain/traits.js'
import { noFilters } from '../domain/wishes.js'
import { columnsOf, coveredColumns, inColumns, type WordColumns } from '../store/candidate-columns.js'
import type { CandidateRow, PersonRow, Tables } from '../store/schema.js'
import { getLayout, saveLayout } from '../store/trait-layout.js'

const present: TraitLayout = traits.map(({ code, answers, word, firstBit }) => ({
  code,
  answers,
  word,
  firstBit,
}))

/**
 * Rewrites the candidates' bits when the contract's facts have changed since they were written; nobody states or asks for a new fact yet,
 * so whoever must state it is no candidate until then. From then on the database refuses candidates from a version that does not know all
 * facts. Must run in a transaction.
 */
export async function layOutTraits(trx: Kysely<Tables>): Promise<void> {
  if (isDeepStrictEqual(await getLayout(trx), present)) return
  await sql`set local statement_timeout = 0`.execute(trx)
  await sql`lock table candidate in share row exclusive mode`.execute(trx)
  // Read again under the lock: another instance may have been faster.
  const before = await getLayout(trx)
  if (isDeepStrictEqual(before, present)) return
  const wordsBefore = countWords(before)
  await sql`drop index candidate_near, candidate_far`.execute(trx)
  await sql`alter table candidate drop constraint if exists candidate_traits`.execute(trx)
  for (let word = wordsBefore; word < traitWords; word++) await addWord(trx, word)
  for (let after = 0; after !== Infinity;) after = await convert(trx, before, after)
  for (let word = traitWords; word < wordsBefore; word++) await dropWord(trx, word)
  await sql`delete from candidate where not (${saysAll})`.execute(trx)
  await sql`alter table candidate add constraint candidate_traits check (${saysAll})`.execute(trx)
  await makeIndex(trx, 'candidate_near', 'cell5')
  await makeIndex(trx, 'candidate_far', 'cell4')
  await saveLayout(trx, present)
}

const addWord = (trx: Kysely<Tables>, word: number) =>
  sql`alter table candidate add ${sql.ref(`traits_${word}`)} integer not null default 0,
    add ${sql.ref(`accepted_${word}`)} integer not null default 0`.execute(trx)

const dropWord = (trx: Kysely<Tables>, word: number) =>
  sql`alter table candidate drop ${sql.ref(`traits_${word}`)}, drop ${sql.ref(`accepted_${word}`)}`.execute(
    trx,
  )

/** True of a candidate with an answer for every trait. One without has yet to state what every profile states, or comes from a newer version. */
const saysAll = sql.join(
  traits.map((trait) => sql`${sql.ref(columnsOf.traits[trait.word]!)} & ${sql.lit(maskOf(trait))} <> 0`),
  sql` and `,
)

const makeIndex = (trx: Kysely<Tables>, name: string, cell: 'cell5' | 'cell4') =>
  sql`create index ${sql.ref(name)} on candidate (${sql.ref(cell)}, gender, rank desc, slot)
    include (${sql.raw(coveredColumns.join(', '))}) where discoverable`.execute(trx)

/** How many candidates are converted together. */
const atOnce = 5_000

type Candidate = CandidateRow & Pick<PersonRow, 'filters' | 'wanted_genders'>

type Converted = WordColumns<'traits' | 'accepted'> & Record<'slot' | 'gender', number>

/** Converts the next candidates after a slot, and returns the last one's slot; Infinity when there are no more. */
async function convert(trx: Kysely<Tables>, before: TraitLayout, after: number): Promise<number> {
  const { rows } = await sql<Candidate>`
    select candidate.*, person.filters, person.wanted_genders from candidate join person using (slot)
    where slot > ${after} order by slot limit ${atOnce}`.execute(trx)
  const converted = rows.map((row) => convertOne(row, before))
  const columns = ['gender', ...columnsOf.traits, ...columnsOf.accepted] as const
  const given = ['slot', ...columns] as const
  await sql`
    update candidate set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`converted.${column}`)}`))}
    from unnest(${sql.join(given.map((column) => sql`${converted.map((row) => row[column])}::integer[]`))})
      as converted (${sql.join(given.map((column) => sql.ref(column)))})
    where candidate.slot = converted.slot`.execute(trx)
  return rows.length < atOnce ? Infinity : rows.at(-1)!.slot
}

/** A flag that is new is a no; a choice that every profile must state has no answer for somebody who has not. */
const unstated = ({ kind, answers, isRequired }: FilterFact): string =>
  kind === 'choice' && isRequired ? '' : answers[0]!

function convertOne(row: Candidate, before: TraitLayout): Converted {
  const words = Array.from({ length: countWords(before) }, (_, word) => row[`traits_${word}`]!)
  const said = new Map(before.map((group) => [group.code, answerAt(group, words)]))
  const answers = traitsBy(({ code, fact }) => said.get(code) ?? unstated(fact))
  return {
    slot: row.slot,
    gender: gendersOf(answers)[0] ?? 0,
    ...inColumns('traits', answers),
    ...inColumns(
      'accepted',
      acceptedViewers({ wantedGenders: row.wanted_genders ?? [], filters: row.filters ?? noFilters }),
    ),
  }
}
