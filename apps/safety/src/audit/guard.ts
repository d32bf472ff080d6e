import { sql } from '@kindred/db'

import type { Db } from '../store/schema.js'

/** True when the role of the service cannot change the audit record, nor give itself the right to. */
export async function isAuditProtected(db: Db): Promise<boolean> {
  const { rows } = await sql<{ is_protected: boolean }>`
    select not pg_has_role(current_user, tableowner, 'member')
      and not has_table_privilege('audit.record', 'update')
      and not has_table_privilege('audit.record', 'delete')
      and not has_table_privilege('audit.record', 'truncate') as is_protected
    from pg_tables where schemaname = 'audit' and tablename = 'record'`.execute(db)
  return rows[0]?.is_protected === true
}
