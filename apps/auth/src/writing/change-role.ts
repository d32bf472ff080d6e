import { RoleChanged } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { publish } from '@kindred/events'

import { lastAdmin, personNotFound, roleFromSettings } from '../domain/errors.js'
import type { Login } from '../domain/login.js'
import type { RoleName } from '../domain/roles.js'
import {
  addRole,
  findStaffForChange,
  listHoldersForChange,
  listWithoutRole,
  removeRole,
} from '../store/roles.js'
import type { Db, Trx } from '../store/schema.js'
import { listSessionIdsForChange } from '../store/sessions.js'
import { revokeSessions } from './end-sessions.js'

/** Who changes which role of whom. */
interface RoleChange {
  readonly userId: string
  readonly role: RoleName
  readonly actorId: string
}

/** Says whether the operator's settings make whoever has this login an admin. */
export type IsFirstAdmin = (login: Login) => boolean

/** Gives a role. Tokens that are out do not have it; the next refresh does. */
export async function grantRole(trx: Trx, { userId, role, actorId }: RoleChange): Promise<void> {
  if ((await findStaffForChange(trx, userId)) === undefined) throw personNotFound()
  if (await addRole(trx, userId, role))
    await publish(trx, RoleChanged, userId, { userId, role, granted: true, actorId })
}

/** Takes a role and ends the person's sessions, whose tokens carry it. Their proofs stay good: the person may sign in again at once. */
export async function revokeRole(
  trx: Trx,
  { userId, role, actorId }: RoleChange,
  isFirstAdmin: IsFirstAdmin,
  now: Date,
): Promise<void> {
  const admins = role === 'admin' ? await listHoldersForChange(trx, 'admin') : []
  const person = await findStaffForChange(trx, userId)
  if (person === undefined) throw personNotFound()
  if (role === 'admin' && isFirstAdmin(person.login)) throw roleFromSettings()
  if (admins.length === 1 && admins[0] === userId) throw lastAdmin()
  if (!(await removeRole(trx, userId, role))) return
  await revokeSessions(trx, await listSessionIdsForChange(trx, userId), now)
  await publish(trx, RoleChanged, userId, { userId, role, granted: false, actorId })
}

/** Makes those admins whom the operator's settings name and who have an account. */
export async function grantFirstAdmins(db: Db, telegramIds: readonly string[]): Promise<void> {
  if (telegramIds.length === 0) return
  for (const userId of await listWithoutRole(db, { kind: 'telegram', subjects: telegramIds }, 'admin'))
    await transact(db, (trx) => grantFromSettings(trx, userId))
}

/** Makes a person an admin by the operator's settings. */
export async function grantFromSettings(trx: Trx, userId: string): Promise<void> {
  if (await addRole(trx, userId, 'admin'))
    await publish(trx, RoleChanged, userId, { userId, role: 'admin', granted: true, actorId: '' })
}
