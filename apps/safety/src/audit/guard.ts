import { sql } from '@kindred/db'
import type { Handle } from '@kindred/events'

/** True when a role, the own one if none is named, can neither change the audit record nor give itself the right to. */
export async function isAuditProtected(db: Handle, role?: string): Promise<boolean> {
  const who = role === undefined ? sql`current_user` : sql`${role}::name`
  const { rows } = await sql<{ is_protected: boolean }>`
    select not pg_has_role(${who}, tableowner, 'member')
      and not has_table_privilege(${who}, 'audit.record', 'update')
      and not has_table_privilege(${who}, 'audit.record', 'delete')
      and not has_table_privilege(${who}, 'audit.record', 'truncate') as is_protected
    from pg_tables where schemaname = 'audit' and tablename = 'record'`.execute(db)
  return rows[0]?.is_protected === true
}
