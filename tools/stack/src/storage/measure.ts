import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { openSession, type Session } from '@kindred/db'

import { listShapes } from '../backup/tables.js'
import type { Target } from '../backup/target.js'
import { serviceNames } from '../names.js'
import { retentionRules } from './rules.js'

/** A table, as large as it is now. */
export interface TableSize {
  /** As in `auth session`. */
  readonly name: string
  /** With its indexes and what is kept outside of its rows. */
  readonly bytes: number
  /** As the server estimates them. */
  readonly rows: number
  /** Rows that the next run of the service's job removes; undefined where no age decides. */
  readonly over: number | undefined
  readonly ends: string
}

/** How large every table of all databases is, the largest first. */
export async function measureTables({ urls }: Pick<Target, 'urls'>): Promise<TableSize[]> {
  const sizes: TableSize[] = []
  for (const service of serviceNames) {
    const session = await openSession({ url: urls[service], name: 'kindred storage' })
    try {
      for (const { name } of await listShapes(session)) sizes.push(await measureTable(session, service, name))
    } finally {
      await session.close()
    }
  }
  return sizes.sort((a, b) => b.bytes - a.bytes)
}

async function measureTable(session: Session, service: string, table: string): Promise<TableSize> {
  const name = `${service} ${table.replace(/^public\./, '')}`
  const rule = retentionRules[name]
  const [size] = await session.query<{ bytes: number; rows: number }>(
    `select pg_total_relation_size($1::regclass) as bytes, greatest(reltuples, 0)::bigint as rows from pg_class where oid = $1::regclass`,
    [table],
  )
  const counted =
    rule?.over === undefined
      ? []
      : await session.query<{ over: number }>(`select count(*) as over from ${table} where ${rule.over}`)
  return { name, ...size!, over: counted[0]?.over, ends: rule?.ends ?? 'no rule is known for it' }
}

/** Bytes of the server's write-ahead log; undefined for a role that may not ask. */
export async function measureLog(url: string): Promise<number | undefined> {
  const session = await openSession({ url, name: 'kindred storage' })
  try {
    const [found] = await session.query<{ bytes: number }>(
      'select coalesce(sum(size), 0)::bigint as bytes from pg_ls_waldir()',
    )
    return found?.bytes
  } catch {
    return undefined
  } finally {
    await session.close()
  }
}

/** Bytes of all files below a folder, and how many there are; what goes meanwhile is left out. */
export async function measureFolder(
  folder: string,
): Promise<{ readonly bytes: number; readonly files: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  let [bytes, files] = [0, 0]
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => undefined)
    if (found === undefined) continue
    bytes += found.size
    files += 1
  }
  return { bytes, files }
}
