import { newId } from '@kindred/kernel'

import { exportPauseMs } from '../domain/account-rules.js'
import { sessionRevoked } from '../domain/errors.js'
import { findLatestExport, saveExport } from '../store/exports.js'
import type { DataExportRow, Trx } from '../store/schema.js'
import { holdUser } from '../store/users.js'

/** Asks for an export, or answers the one that is being made or was made a moment ago. */
export async function requestExport(trx: Trx, userId: string, now: Date): Promise<DataExportRow> {
  const [user] = await holdUser(trx, userId)
  if (user === undefined) throw sessionRevoked()
  const latest = await findLatestExport(trx, userId)
  if (latest?.state === 'making') return latest
  const isRecent = latest !== undefined && now.getTime() - latest.requested_at.getTime() < exportPauseMs
  if (isRecent && latest.state === 'ready') return latest
  return saveExport(trx, { id: newId(now.getTime()), user_id: userId, requested_at: now })
}
