import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { atDatabase, openSession, type Session } from '@kindred/db'
import { provisionDatabase, startEmbeddedPostgres } from '@kindred/db/embedded'

import { hashRows, listShapes } from '../../src/backup/tables.js'
import type { KeptState } from './state.js'

/** Makes a data folder as the state's version would have left it today. */
export async function moveIn(state: KeptState, dataDir: string): Promise<void> {
  const write = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content, { mode: 0o600 })
  }
  write(join(dataDir, 'secrets.json'), JSON.stringify(state.secrets))
  for (const [path, bytes] of Object.entries(state.media))
    write(join(dataDir, 'media', path), Buffer.from(bytes, 'base64'))
  await withServer(dataDir, async (adminUrl) => {
    for (const [service, sql] of Object.entries(state.databases)) {
      const password = state.secrets.databasePasswords[service]!
      const url = await provisionDatabase(adminUrl, service, password, { serverIsOurs: true })
      await withSession(url, (session) => session.query(sql))
      await withSession(atDatabase(adminUrl, `kindred_${service}`), (session) => bringToToday(session, state))
    }
  })
}

/** The number and the hash of all rows, by service and table. */
export async function hashAll(dataDir: string, services: readonly string[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  await withServer(dataDir, async (adminUrl) => {
    for (const service of services)
      await withSession(atDatabase(adminUrl, `kindred_${service}`), async (session) => {
        for (const shape of await listShapes(session)) {
          const { rows, hash } = await hashRows(session, shape)
          found[`${service} ${shape.name}`] = `${rows} rows ${hash}`
        }
      })
  })
  return found
}

/** What has an age keeps it, so that nothing of a state runs out while the years go by. A record that is bound by hashes stays as it is. */
async function bringToToday(session: Session, { keptAt }: KeptState): Promise<void> {
  const updates = await session.query<{ text: string }>(`
    select format('update %I.%I set %s', table_schema, table_name,
      string_agg(format('%1$I = %1$I + (now() - %2$L::timestamptz)', column_name, '${keptAt}'), ', ')) as text
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and data_type = 'timestamp with time zone' and is_generated = 'NEVER'
      and table_schema not in ('pg_catalog', 'information_schema', 'audit')
    group by table_schema, table_name`)
  await session.query("set session_replication_role = 'replica'")
  for (const { text } of updates) await session.query(text)
}

async function withServer<Result>(
  dataDir: string,
  work: (adminUrl: string) => Promise<Result>,
): Promise<Result> {
  const server = await startEmbeddedPostgres({
    folder: join(dataDir, 'postgres'),
    durable: false,
    guard: true,
  })
  try {
    return await work(server.url)
  } finally {
    await server.stop()
  }
}

async function withSession<Result>(
  url: string,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const session = await openSession({ url, name: 'kindred upgrade test' })
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}
