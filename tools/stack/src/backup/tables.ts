import type { Session } from '@kindred/db'

/** A table as it is copied: its name with its schema, both quoted where they need it, and the columns that are not computed. */
export interface TableShape {
  readonly name: string
  readonly columns: readonly string[]
}

/** What all rows of a table come to, whatever their order. */
export interface RowHash {
  readonly rows: number
  /** The sum of the rows' 64-bit hashes, as a decimal number. */
  readonly hash: string
}

/** How far a sequence is, and whose it is. Its own name may come from what the table was called once. */
export interface SequenceState {
  readonly name: string
  readonly table: string | null
  readonly column: string | null
  readonly value: string
}

/** All tables of a database, in the order of their names. */
export const listShapes = (session: Session): Promise<TableShape[]> =>
  session.query<TableShape & { columns: string[] }>(`
    select format('%I.%I', nspname, relname) as name,
      array_agg(quote_ident(attname) order by attnum) filter (where attgenerated = '') as columns
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
    where relkind = 'r' and nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_'
    group by nspname, relname order by 1`)

/** Hashes every row on the server, in the session's snapshot. */
export async function hashRows(session: Session, { name, columns }: TableShape): Promise<RowHash> {
  const [found] = await session.query<{ rows: number; hash: string }>(
    `select count(*) as rows, coalesce(sum(hashtextextended(row(${columns.join(', ')})::text, 0)), 0)::text as hash from ${name}`,
  )
  return found!
}

/** Where the numbers of a database go on. */
export async function listSequences(session: Session): Promise<SequenceState[]> {
  const found = await session.query<Omit<SequenceState, 'value'>>(`
    select format('%I.%I', nspname, sequence.relname) as name, refobjid::regclass::text as table, attname::text as column
    from pg_class sequence join pg_namespace on pg_namespace.oid = relnamespace
      left join pg_depend on pg_depend.objid = sequence.oid and classid = 'pg_class'::regclass
        and refclassid = 'pg_class'::regclass and deptype in ('a', 'i')
      left join pg_attribute on attrelid = refobjid and attnum = refobjsubid
    where relkind = 'S' and nspname !~ '^pg_' order by 1`)
  const states: SequenceState[] = []
  for (const sequence of found) {
    const [row] = await session.query<{ value: string; is_called: boolean }>(
      `select last_value::text as value, is_called from ${sequence.name}`,
    )
    if (row!.is_called) states.push({ ...sequence, value: row!.value })
  }
  return states
}

/** The migrations that a database has had; empty when it has none of Kindred's tables. */
export async function listMigrations(session: Session): Promise<string[]> {
  const [known] = await session.query<{ is_there: boolean }>(
    `select to_regclass('public.kysely_migration') is not null as is_there`,
  )
  if (!known!.is_there) return []
  const rows = await session.query<{ name: string }>('select name from kysely_migration order by name')
  return rows.map(({ name }) => name)
}
