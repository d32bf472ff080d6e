import { openSession, type Session } from '@kindred/db'

/** Whether a database has any table of its own. */
export async function hasTables(url: string): Promise<boolean> {
  const session = await openSession({ url, name: 'kindred restore' })
  try {
    return (await listTables(session)).length > 0
  } finally {
    await session.close()
  }
}

/** Takes away what a restore that was cut off has made in a database that was empty before. */
export async function emptyDatabase(url: string): Promise<void> {
  const session = await openSession({ url, name: 'kindred restore' })
  try {
    for (const table of await listTables(session))
      await session.query(`drop table if exists ${table} cascade`)
    await session.query('drop schema if exists audit cascade')
    for (const text of await listRest(session)) await session.query(text)
  } finally {
    await session.close()
  }
}

async function listTables(session: Session): Promise<string[]> {
  const rows = await session.query<{ name: string }>(`
    select format('%I.%I', nspname, relname) as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'p') and nspname <> 'information_schema' and nspname !~ '^pg_'`)
  return rows.map(({ name }) => name)
}

/** What migrations make beside tables. */
async function listRest(session: Session): Promise<string[]> {
  const rows = await session.query<{ text: string }>(`
    select format('drop type %s', oid::regtype) as text from pg_type
    where typtype = 'e' and typnamespace = 'public'::regnamespace and typowner = current_user::regrole
    union all
    select format('drop function %s', oid::regprocedure) from pg_proc
    where pronamespace = 'public'::regnamespace and proowner = current_user::regrole`)
  return rows.map(({ text }) => text)
}
