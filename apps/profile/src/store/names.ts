import { sql } from '@kindred/db'
import { isId } from '@kindred/kernel'

import type { Db } from './schema.js'

/** People whose name begins so, whatever the case, or the one of an id. */
export const listNamed = (db: Db, query: string, limit: number) =>
  db
    .selectFrom('profile')
    .select(['user_id', 'name', 'birth_date', 'city', 'verified'])
    .where(
      isId(query)
        ? sql<boolean>`user_id = ${query}`
        : sql<boolean>`lower(name) like lower(${query.replaceAll(/[\\%_]/g, '\\$&')}) || '%'`,
    )
    .orderBy('name')
    .orderBy('user_id')
    .limit(limit)
    .execute()
