import { sql } from '@kindred/db'

import type { Login } from '../domain/login.js'
import type { RoleName } from '../domain/roles.js'
import type { Db, Trx } from './schema.js'

/** A member of staff as the account is kept. */
export interface StaffRow {
  readonly id: string
  readonly roles: readonly string[]
  readonly login: Login
}

/** Gives a role; false when the person has it. */
export async function addRole(trx: Trx, userId: string, role: RoleName): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('user_account')
    .set({ roles: sql`array_append(roles, ${role}::text)` })
    .where('id', '=', userId)
    .where(sql<boolean>`not ${role} = any(roles)`)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes a role; false when the person does not have it. */
export async function removeRole(trx: Trx, userId: string, role: RoleName): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('user_account')
    .set({ roles: sql`array_remove(roles, ${role}::text)` })
    .where('id', '=', userId)
    .where(sql<boolean>`${role} = any(roles)`)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Everybody who has the role, locked in one order, so that two who take it from each other follow one another. */
export async function listHoldersForChange(trx: Trx, role: RoleName): Promise<string[]> {
  const rows = await trx
    .selectFrom('user_account')
    .select('id')
    .where(sql<boolean>`roles <> '{}'`)
    .where(sql<boolean>`${role} = any(roles)`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(({ id }) => id)
}

/** A person with roles and login, locked. */
export const findStaffForChange = (trx: Trx, userId: string): Promise<StaffRow | undefined> =>
  selectStaff(trx).where('id', '=', userId).forUpdate().executeTakeFirst().then(toStaff)

/** Those who have a role, after the given one. */
export async function listStaff(db: Db, after: string | undefined, limit: number): Promise<StaffRow[]> {
  const rows = await selectStaff(db)
    .where(sql<boolean>`roles <> '{}'`)
    .$if(after !== undefined, (query) => query.where('id', '>', after!))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => toStaff(row)!)
}

/** The accounts of these logins that lack the role. */
export async function listWithoutRole(
  db: Db,
  { kind, subjects }: { kind: string; subjects: readonly string[] },
  role: RoleName,
): Promise<string[]> {
  const rows = await db
    .selectFrom('user_account')
    .select('id')
    .where('login_kind', '=', kind)
    .where('login_subject', 'in', [...subjects])
    .where(sql<boolean>`not ${role} = any(roles)`)
    .execute()
  return rows.map(({ id }) => id)
}

const selectStaff = (db: Db) =>
  db.selectFrom('user_account').select(['id', 'roles', 'login_kind', 'login_subject'])

const toStaff = (
  row: { id: string; roles: string[]; login_kind: string; login_subject: string } | undefined,
): StaffRow | undefined =>
  row && { id: row.id, roles: row.roles, login: { kind: row.login_kind, subject: row.login_subject } }
