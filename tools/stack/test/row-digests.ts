import { openSession, type Session } from '@kindred/db'

import { type ServiceName, serviceNames } from '../src/names.js'

/** Works with a session of its own on a database. */
export async function within<Result>(
  url: string,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const session = await openSession({ url, name: 'test' })
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

/** Every row of every table as text, hashed in order, and how far each sequence is; of the services that are given. */
export async function digestOf(urls: Partial<Record<ServiceName, string>>): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const service of serviceNames.filter((name) => urls[name] !== undefined))
    await within(urls[service]!, async (session) => {
      const tables = await session.query<{ name: string }>(
        `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
         where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
      )
      for (const { name } of tables) {
        const [row] = await session.query<{ digest: string }>(
          `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${name} t`,
        )
        found[`${service} ${name}`] = row!.digest
      }
      const sequences = await session.query<{ name: string; value: string | null }>(
        'select sequencename as name, last_value::text as value from pg_sequences',
      )
      for (const { name, value } of sequences) found[`${service} sequence ${name}`] = String(value)
    })
  return found
}
